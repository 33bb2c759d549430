"""What the pages of this room tell, in several languages, and how a page of it is described."""

# ruff: noqa: E501 - prose reads better on one line

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wild:
    """A page, and what opening it must give.

    `kept` stands in the body, `apart` in none of the body's kinds; of a post: platform, number and
    the beginning of the paragraph before it ("" where that does not matter).
    """

    name: str
    page: str | bytes
    title: str
    published: date | None
    authors: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    posts: tuple[tuple[str, str, str], ...] = ()
    file_name: str = "page.html"
    address: str = ""
    opened_address: str = ""  # the canonical one it must give, "" for any


#: Four paragraphs each, the same story of a ferry; long enough for any extractor.
EN = (
    "The night ferry between Orla and Vesterhamn was taken out of service on Monday after inspectors found a crack in the housing of its only bow thruster, the operator said.",
    "Passengers who had booked a cabin were put up in two hotels near the quay, and those with a car were told to drive around the bay, a detour of some four hours in good weather.",
    "“Nobody was in danger at any time, but we do not sail with a thruster that we cannot trust,” said Marit Solheim, who has run the company's technical department since last spring.",
    "The spare part has to be cast anew in a foundry on the mainland, which means that the ship will hardly return to its route before the middle of next month, she added.",
    "Shopkeepers in Vesterhamn complain that the season is over before it has begun, and ask the county to charter a replacement for at least the three busiest weekends.",
)
DE = (
    "Die Nachtfähre zwischen Orla und Vesterhamn ist am Montag aus dem Verkehr gezogen worden, nachdem Prüfer einen Riss im Gehäuse des einzigen Bugstrahlruders entdeckt hatten.",
    "Fahrgäste mit gebuchter Kabine kamen in zwei Hotels am Hafen unter, wer ein Auto dabeihatte, musste die Bucht umfahren, ein Umweg von gut vier Stunden bei gutem Wetter.",
    "„In Gefahr war zu keiner Zeit jemand, aber mit einem Ruder, dem wir nicht trauen, fahren wir nicht“, sagte Marit Solheim, die seit dem Frühjahr die technische Abteilung leitet.",
    "Das Ersatzteil muss in einer Gießerei auf dem Festland neu gegossen werden, weshalb das Schiff kaum vor Mitte des kommenden Monats auf seine Strecke zurückkehren wird.",
)
FR = (
    "Le ferry de nuit entre Orla et Vesterhamn a été retiré du service lundi, après la découverte par des inspecteurs d'une fissure dans le carter de son unique propulseur d'étrave.",
    "Les passagers qui avaient réservé une cabine ont été logés dans deux hôtels proches du quai, et ceux qui voyageaient en voiture ont dû contourner la baie, un détour de quatre heures.",
    "« Personne n'a été en danger, mais nous ne naviguons pas avec un propulseur auquel nous ne pouvons pas nous fier », a déclaré Marit Solheim, directrice technique de la compagnie.",
    "La pièce de rechange doit être coulée à neuf dans une fonderie du continent, si bien que le navire ne reprendra guère sa ligne avant le milieu du mois prochain, a-t-elle ajouté.",
)
ES = (
    "El transbordador nocturno entre Orla y Vesterhamn fue retirado del servicio el lunes, después de que los inspectores hallaran una grieta en la carcasa de su única hélice de proa.",
    "Los pasajeros que habían reservado camarote fueron alojados en dos hoteles cercanos al muelle, y quienes viajaban en coche tuvieron que rodear la bahía, un desvío de cuatro horas.",
    "“Nadie estuvo en peligro en ningún momento, pero no navegamos con una hélice de la que no nos fiamos”, dijo Marit Solheim, que dirige el departamento técnico desde la primavera.",
    "El repuesto tiene que fundirse de nuevo en una fundición del continente, por lo que el barco difícilmente volverá a su ruta antes de mediados del mes que viene, añadió.",
)
RU = (
    "Ночной паром между Орлой и Вестерхамном в понедельник сняли с линии после того, как инспекторы нашли трещину в корпусе его единственного подруливающего устройства.",
    "Пассажиров с каютами разместили в двух гостиницах у причала, а тем, кто ехал на машине, пришлось огибать залив — это около четырёх часов пути в хорошую погоду.",
    "«Никто не был в опасности, но с устройством, которому мы не доверяем, мы в море не выходим», — сказала Марит Сульхейм, которая руководит технической службой с весны.",
    "Запасную деталь придётся отливать заново на заводе на материке, поэтому судно едва ли вернётся на маршрут раньше середины следующего месяца, добавила она.",
)
HI = (
    "ओरला और वेस्टरहाम के बीच चलने वाली रात की नौका को सोमवार को सेवा से हटा लिया गया, क्योंकि निरीक्षकों को उसके अगले प्रणोदक के खोल में एक दरार मिली थी।",
    "जिन यात्रियों ने केबिन बुक किया था उन्हें घाट के पास दो होटलों में ठहराया गया, और जो गाड़ी से आए थे उन्हें खाड़ी का चक्कर लगाकर चार घंटे का रास्ता तय करना पड़ा।",
    "कंपनी की तकनीकी प्रमुख ने कहा कि किसी की जान को कोई खतरा नहीं था, लेकिन जिस प्रणोदक पर भरोसा न हो उसके साथ नौका समुद्र में नहीं उतारी जाएगी।",
    "पुर्जा मुख्य भूमि के एक कारखाने में नए सिरे से ढालना होगा, इसलिए नौका अगले महीने के मध्य से पहले अपने रास्ते पर शायद ही लौट पाएगी।",
)
AR = (
    "أُوقفت العبارة الليلية بين أورلا وفسترهامن يوم الاثنين عن الخدمة بعد أن عثر المفتشون على شرخ في غلاف المحرك الأمامي الوحيد للسفينة، بحسب ما قالت الشركة المشغلة.",
    "وأقام الركاب الذين حجزوا مقصورات في فندقين قرب الرصيف، أما أصحاب السيارات فاضطروا إلى الدوران حول الخليج في طريق يستغرق أربع ساعات في الطقس الجيد.",
    "وقالت رئيسة القسم التقني في الشركة إن أحدا لم يكن في خطر في أي وقت، لكن السفينة لا تبحر بمحرك لا يمكن الوثوق به مهما كانت الظروف.",
    "ويجب صب القطعة البديلة من جديد في مسبك على البر الرئيسي، ولذلك لن تعود السفينة إلى خطها على الأرجح قبل منتصف الشهر المقبل.",
)
PT = (
    "A balsa noturna entre Orla e Vesterhamn foi retirada de serviço na segunda-feira, depois que inspetores encontraram uma rachadura na carcaça de seu único propulsor de proa.",
    "Passageiros que haviam reservado cabine foram acomodados em dois hotéis perto do cais, e quem estava de carro teve de contornar a baía, um desvio de cerca de quatro horas.",
    "“Ninguém correu perigo em momento algum, mas não navegamos com um propulsor em que não confiamos”, disse Marit Solheim, que dirige o departamento técnico desde a primavera.",
    "A peça precisa ser fundida de novo em uma fundição no continente, de modo que o navio dificilmente voltará à rota antes de meados do mês que vem, acrescentou ela.",
)
ID = (
    "Feri malam antara Orla dan Vesterhamn dihentikan pada Senin setelah petugas pemeriksa menemukan retakan pada rumah pendorong haluan satu-satunya, kata operator kapal tersebut.",
    "Penumpang yang telah memesan kabin diinapkan di dua hotel di dekat dermaga, sedangkan mereka yang membawa mobil harus memutari teluk, perjalanan sekitar empat jam.",
    "“Tidak ada yang berada dalam bahaya, tetapi kami tidak berlayar dengan pendorong yang tidak dapat kami percaya,” kata Marit Solheim, kepala bagian teknik perusahaan itu.",
    "Suku cadangnya harus dicor ulang di pabrik di daratan utama sehingga kapal itu hampir tidak mungkin kembali ke rutenya sebelum pertengahan bulan depan, tambahnya.",
)


def paragraphs(texts: tuple[str, ...], opening: str = "<p>", closing: str = "</p>") -> str:
    return "\n".join(f"{opening}{text}{closing}" for text in texts)


def between(texts: tuple[str, ...], at: int, markup: str, opening: str = "<p>") -> str:
    """The paragraphs with `markup` behind the `at`-th of them."""
    closing = "</" + opening[1:].split(" ")[0].rstrip(">") + ">"
    return "\n".join(
        (
            paragraphs(texts[:at], opening, closing),
            markup,
            paragraphs(texts[at:], opening, closing),
        )
    )
