// The order of what a search finds, as Sphinx has it, but pages that tell how Dipoli was made and
// measured stand behind those for whoever uses it.
var Scorer = {
  score: ([page, , , , score]) => (/^(adr|measurements)\//.test(page) ? score - 20 : score),
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
