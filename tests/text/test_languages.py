"""In which language a text is written, told from few words."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import pytest

from coverage.text.languages import guess_language

SENTENCES = [
    ("en", "The bridge over the harbour was closed on Tuesday after a crack was found in it."),
    ("de", "Die Brücke über den Hafen wurde am Dienstag gesperrt, weil ein Riss gefunden wurde."),
    ("fr", "Le pont du port a été fermé mardi après la découverte d’une fissure, selon la mairie."),
    (
        "fr",
        "La ville de Nantes a été privée d’eau pendant la nuit, et la panne a touché un hôpital.",
    ),
    (
        "es",
        "El puente del puerto fue cerrado el martes tras el hallazgo de una grieta, según el alcalde.",
    ),
    (
        "it",
        "Il ponte del porto è stato chiuso martedì dopo che gli operai hanno trovato una crepa.",
    ),
    (
        "pt",
        "A ponte do porto foi fechada na terça-feira depois que uma rachadura foi encontrada, disse o prefeito.",
    ),
    (
        "nl",
        "De brug over de haven is dinsdag gesloten nadat er een scheur in het staal was gevonden.",
    ),
    ("sv", "Bron över hamnen stängdes på tisdagen efter att en spricka hittats, säger kommunen."),
    (
        "no",
        "Broen over havna ble stengt tirsdag etter at noen fant en sprekk i den, sier kommunen.",
    ),
    (
        "da",
        "Broen over havnen blev lukket tirsdag, efter at der blev fundet en revne i den, siger kommunen.",
    ),
    (
        "fi",
        "Silta suljettiin tiistaina, kun siitä löytyi halkeama, ja kaupunki kertoo että korjaus on jo alkanut.",
    ),
    (
        "pl",
        "Most nad portem został zamknięty we wtorek, gdy znaleziono na nim pęknięcie, a ruch był duży.",
    ),
    (
        "cs",
        "Most přes přístav byl v úterý uzavřen, protože se na něm našla trhlina, uvedl starosta.",
    ),
    (
        "sk",
        "Most cez prístav bol v utorok uzavretý, pretože sa na ňom našla trhlina, uviedol primátor.",
    ),
    (
        "hu",
        "A kikötő hídját kedden lezárták, mert repedést találtak rajta, és ezt a polgármester is mondta.",
    ),
    (
        "ro",
        "Podul din port a fost închis marți după ce o fisură a fost găsită, potrivit primăriei.",
    ),
    (
        "tr",
        "Liman köprüsü salı günü kapatıldı, çünkü çelikte bir çatlak bulundu ve yeni bir köprü için para yok.",
    ),
    (
        "id",
        "Jembatan di pelabuhan ditutup pada hari Selasa setelah retakan ditemukan, kata wali kota itu.",
    ),
    (
        "hr",
        "Most u luci zatvoren je u utorak jer je na njemu nađena pukotina, kako kaže gradonačelnik.",
    ),
    (
        "ca",
        "El pont del port va ser tancat dimarts perquè s’hi havia trobat una esquerda, segons l’alcalde.",
    ),
    ("ru", "Мост через гавань закрыли во вторник, потому что в нём нашли трещину."),
    ("uk", "Міст через гавань зачинили у вівторок, бо в ньому знайшли тріщину, і її ще є багато."),
    ("el", "Η γέφυρα του λιμανιού έκλεισε την Τρίτη επειδή βρέθηκε μια ρωγμή."),
    ("ja", "港の橋は火曜日にひびが見つかったため閉鎖された。"),
    ("ar", "أغلق الجسر يوم الثلاثاء بعد العثور على شق فيه."),
]


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_a_sentence_gives_its_language(language: str, sentence: str) -> None:
    assert guess_language(sentence) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12:30",
        "Maren Vale",
        "Port Authority",
        "Ana Kohl, Bo Lund, Cy Dahl, Dot Ek, Eli Fox, Fay Gil",
        "“Let them in!” fans yelled. “Let them in!” “Let them in!”",
    ],
)
def test_what_settles_nothing_has_no_language(text: str) -> None:
    assert guess_language(text) == ""
