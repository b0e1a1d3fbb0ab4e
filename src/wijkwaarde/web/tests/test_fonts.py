"""A page carries the fonts its text needs and no others; paper gets only characters that can be printed."""

from wijkwaarde.web.fonts import covered, faces, printable


def test_a_dutch_page_carries_only_the_latin_fonts() -> None:
    css = faces("Rust in mijn hoofd, € 3½")
    assert css.count("@font-face") == 2
    assert "Arabic" not in css


def test_arabic_and_turkish_names_bring_their_fonts() -> None:
    assert "Noto Sans Arabic" in faces("فاطمة")
    assert faces("Şule Yılmaz").count("@font-face") == 4


def test_what_our_fonts_hold_is_printed_as_it_is() -> None:
    for text in ("Şule", "فاطمة", "€ 1.234,50 − ½", "Zoë Łukasz Ðặng", "Ελένη", "Олена"):
        assert printable(text) == text


def test_what_they_lack_becomes_one_box_and_controls_disappear() -> None:
    assert printable("ja 😀😀 nee") == "ja □ nee"
    assert printable("a\x00b\x07c\u202ed") == "abcd"
    assert printable("a\tb") == "a b"


def test_decomposed_letters_are_joined_first() -> None:
    assert printable("Zoe\u0308") == "Zoë"


def test_the_box_itself_can_be_printed() -> None:
    assert ord("□") in covered()
