"""A page on its own: one stylesheet allowed by its hash, nothing loaded, and only the tokens that are used."""

import re

from wijkwaarde.web.pages import policy
from wijkwaarde.web.stylesheet import TOKENS, minified, stylesheet, used_tokens


def test_the_policy_forbids_everything_but_one_stylesheet_and_inlined_fonts() -> None:
    said = policy("a{}")
    assert said.startswith("default-src 'none';")
    assert "unsafe" not in said
    assert "script-src" not in said
    assert "font-src data:" in said


def test_every_token_that_is_used_is_defined_or_has_another_value_to_fall_back_on() -> None:
    css = stylesheet()
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    without_fallback = set(re.findall(r"var\((--(?:wijkwaarde|voorbeeld|basis)-[\w-]+)\)", css))
    assert without_fallback <= defined


def test_tokens_that_nobody_uses_stay_out() -> None:
    assert len(used_tokens("a{color:var(--basis-heading-color)}").split(";")) < 10
    assert "--lux-" not in stylesheet()
    assert len(stylesheet()) < len(TOKENS.read_text()) / 4


def test_our_palette_overrules_the_example_theme() -> None:
    assert "--voorbeeld-kleuren-violet-500:#0c505b" in used_tokens("a{color:var(--voorbeeld-kleuren-violet-500)}")


def test_minified_css_means_the_same() -> None:
    assert minified("a  { color : red ; }\n/* b */ c > d { e: f }") == "a{color : red;}c>d{e: f}"


def test_the_stylesheet_loads_nothing() -> None:
    assert "@import" not in stylesheet()
    assert "url(" not in stylesheet()
