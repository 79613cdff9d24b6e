"""How a paper is set: the styles of its Word file. Grey and slant, and no colour by party."""

from __future__ import annotations

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _paragraph(name: str, told: str, paragraph: str = "", run: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{told}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _own(name: str, told: str, paragraph: str = "", run: str = "") -> str:
    """A style that every editor has."""
    return _paragraph(name, told, paragraph, run).replace(' w:customStyle="1"', "")


def _sign(name: str, told: str, run: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}"><w:name w:val="{told}"/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def styles(language: str) -> str:
    """The part of styles for a text in a language."""
    face = _FACES.get(language.partition("-")[0], _FACES["ko"])
    return STYLES.replace("FACE", face).replace("LANGUAGE", language)


_FACES = {"ko": "Batang", "ja": "MS Mincho", "zh": "SimSun"}
"""What is set in East Asian letters; an editor without these takes another face of its own."""
_GREY = '<w:color w:val="595959"/>'
STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" '
    'w:eastAsia="FACE"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
    '<w:lang w:val="LANGUAGE" w:eastAsia="LANGUAGE"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style>"
    + _own("Title", "Title", '<w:spacing w:after="80"/>', '<w:b/><w:sz w:val="36"/>')
    + _own("Heading1", "heading 1", '<w:keepNext/><w:outlineLvl w:val="0"/>', "<w:b/>")
    + _own("Header", "header", "", f'{_GREY}<w:sz w:val="18"/>')
    + _own("Footer", "footer", "", f'{_GREY}<w:sz w:val="16"/>')
    + _paragraph("DipoliSymbol", "Dipoli symbol", "", _GREY)
    + _paragraph("DipoliMark", "Dipoli mark", "", '<w:b/><w:sz w:val="20"/>')
    + _paragraph("DipoliHeadnote", "Dipoli headnote", "", "<w:b/>")
    + _paragraph(
        "DipoliClause", "Dipoli clause",
        '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs><w:spacing w:before="160"/>'
        '<w:ind w:left="567" w:hanging="567"/>',
    )
    + _paragraph(
        "DipoliNote", "Dipoli note", '<w:ind w:left="567"/>', f'{_GREY}<w:sz w:val="18"/>'
    )
    + _paragraph("DipoliCell", "Dipoli cell", '<w:spacing w:after="40"/>', '<w:sz w:val="20"/>')
    + _sign("DipoliSign", "Dipoli sign of a bracket", "<w:b/>")
    + _sign("DipoliHeld", "Dipoli holders", f'<w:i/>{_GREY}<w:sz w:val="18"/>')
    + _sign("DipoliLabel", "Dipoli number", _GREY)
    + "</w:styles>"
)  # fmt: skip
