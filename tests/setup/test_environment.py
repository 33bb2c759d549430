"""Settings from the environment: defaults, words for yes and no, and what a mistake is told."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment


def test_unset_and_blank_variables_give_the_default(monkeypatch):
    monkeypatch.delenv("WORD", raising=False)
    assert environment.text("WORD", "plain") == "plain"
    monkeypatch.setenv("WORD", "   ")
    assert environment.text("WORD", "plain") == "plain"
    assert environment.words("WORD") == []
    assert environment.flag("WORD", default=True) is True


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1", True), ("yes", True), ("TRUE", True), ("on", True)]
    + [("0", False), ("No", False), ("false", False), ("off", False)],
)
def test_words_for_yes_and_no(monkeypatch, written, meant):
    monkeypatch.setenv("WORD", written)
    assert environment.flag("WORD") is meant


def test_lists_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("WORD", "one.example, two.example,,")
    assert environment.words("WORD") == ["one.example", "two.example"]


def test_a_choice_is_the_first_word_unless_said(monkeypatch):
    monkeypatch.delenv("WORD", raising=False)
    assert environment.choice("WORD", ("public", "private")) == "public"
    monkeypatch.setenv("WORD", "Private")
    assert environment.choice("WORD", ("public", "private")) == "private"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://news.example", "https://news.example"),
        ("https://news.example/", "https://news.example"),
        ("http://192.0.2.7:8080", "http://192.0.2.7:8080"),
        ("http://[2001:db8::1]:8000", "http://[2001:db8::1]:8000"),
        ("", ""),
    ],
)
def test_a_web_address_is_scheme_host_and_port(monkeypatch, written, meant):
    monkeypatch.setenv("WORD", written)
    assert environment.web_address("WORD") == meant


@pytest.mark.parametrize(
    ("read", "written", "told"),
    [
        (environment.flag, "maybe", "neither yes nor no"),
        (lambda name: environment.choice(name, ("a", "b")), "c", "not one of: a, b"),
        (lambda name: environment.whole_number(name, 5, 1, 9), "10", "whole number from 1 to 9"),
        (lambda name: environment.whole_number(name, 5, 1, 9), "-1", "whole number from 1 to 9"),
        (lambda name: environment.whole_number(name, 5, 1, 9), "five", "whole number"),
        (environment.web_address, "news.example", "not a web address"),
        (environment.web_address, "ftp://news.example", "not a web address"),
        (environment.web_address, "https://news.example/coverage", "without a path"),
        (environment.web_address, "https://ed:word@news.example", "not a web address"),
        (environment.web_address, "https://news.example:port", "not a web address"),
    ],
)
def test_a_mistake_names_the_variable_and_what_is_allowed(monkeypatch, read, written, told):
    monkeypatch.setenv("WORD", written)
    with pytest.raises(ImproperlyConfigured, match=told) as said:
        read("WORD")
    assert str(said.value).startswith("WORD=")
