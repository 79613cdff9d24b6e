"""Names of parties, in every language of the case at once; the reader's choice shows one of them.

A name is written once for each language, and a rule of style shows the chosen one. Without any
choice, and in a browser that knows no such rule, the first language shows.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from markupsafe import Markup, escape

from dipoli.analysis.case import Case, Party

LANGUAGES: Mapping[str, str] = {
    "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fa": "فارسی",
    "fi": "Suomi", "fr": "Français", "he": "עברית", "hi": "हिन्दी", "id": "Bahasa Indonesia",
    "ja": "日本語", "kk": "Қазақ тілі", "ko": "한국어", "ky": "Кыргызча", "mn": "Монгол",
    "pt": "Português", "ru": "Русский", "sv": "Svenska", "sw": "Kiswahili", "tg": "Тоҷикӣ",
    "th": "ไทย", "tr": "Türkçe", "uk": "Українська", "uz": "O\u02bbzbekcha", "vi": "Tiếng Việt",
    "zh": "中文",
}  # fmt: skip
"""Languages as they call themselves; any other shows by its code."""


@frozen(kw_only=True)
class Names:
    """The names of everybody in a case, ready for a page.

    Args:
        languages: codes of the languages of names, the first of which shows without a choice.
        marks: code of a party or body to its name, as markup.
        texts: code of a party or body to its name in the first language, as plain text.
    """

    languages: tuple[str, ...]
    marks: Mapping[str, Markup]
    texts: Mapping[str, str]

    def mark(self, code: str) -> Markup:
        """A party's or body's name as markup; an unknown code stands for itself."""
        found = self.marks.get(code)
        return found if found is not None else escape(code)

    def text(self, code: str) -> str:
        """A party's or body's name in the first language."""
        return self.texts.get(code, code)

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Languages to choose from: code and the language's name for itself."""
        return tuple((code, LANGUAGES.get(code, code)) for code in self.languages)


def names_of(case: Case) -> Names:
    """The names of a case's parties in its languages, and of its bodies."""
    languages = tuple(case.languages) or ("en",)
    marks = {party.code: _mark(party, languages) for party in case.parties}
    texts = {party.code: _name(party, languages[0]) for party in case.parties}
    for body in case.ratifiers:
        marks.setdefault(body.code, escape(body.name))
        texts.setdefault(body.code, body.name)
    return Names(languages=languages, marks=marks, texts=texts)


def _name(party: Party, language: str) -> str:
    names = party.names
    return names.get(language) or names.get("en") or next(iter(names.values()), party.code)


def _mark(party: Party, languages: tuple[str, ...]) -> Markup:
    """One span for each language; the party's own language is marked for readers who choose it."""
    own = party.seat_language if party.seat_language in party.names else ""
    shown = [*languages, *([own] if own and own not in languages else [])]
    home = own or languages[0]
    spans = []
    for number, language in enumerate(shown):
        spoken = language if language in party.names else "en"
        kind = f"l{number}" if number < len(languages) else "lx"
        spans.append(
            Markup('<span class="{}{}" lang="{}" dir="auto">{}</span>').format(
                kind, " own" if language == home else "", spoken, _name(party, language)
            )
        )
    return Markup('<span class="n">{}</span>').format(Markup("").join(spans))
