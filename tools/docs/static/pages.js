// What is wider than the screen can be scrolled by keyboard; what is not is no stop of Tab.
const mark = () => {
  for (const one of document.querySelectorAll("article pre, article .table-wrapper")) {
    if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
    else one.removeAttribute("tabindex");
  }
};
addEventListener("DOMContentLoaded", mark);
addEventListener("resize", mark);
