# ruff: noqa: E501  (documents stand as they came)
"""Three invented texts of one event, for tests that need a whole story."""

GULL = b"""Night ferry evacuated after engine-room fire

By Ada Lund
14 October 2026

ORLE (Gull) - All 148 passengers of the night ferry Tern were taken off early on Wednesday after a fire in the engine room, the coastguard said.

"We counted everyone twice before the boats went down and nobody was missing," said Captain Jonas Reed.

At least 12 people were treated for smoke on the quay at Orle. The ferry was last inspected in March.
"""

QUAY = b"""Engine-room fire forces night ferry Tern to evacuate off Orle

14 October 2026

The night ferry Tern lay off Orle harbour on Wednesday with its engine room burnt out and its 148 passengers ashore.

"We counted everyone twice," said the ferry's captain, Jonas Reed, as the last lifeboat came in.

The ambulance service said 9 people were treated for smoke. A fuel line had been repaired with tape, an engineer told Quay News.

Read more: Ten ferries that never came home
"""

LANTERN = b"""Ferry Tern fire: passengers taken off in lifeboats near Orle

15 October 2026

Passengers of the night ferry Tern told of smoke in the corridors after the engine-room fire off Orle on Wednesday.

Captain Jonas Reed said his crew "counted everyone twice before the boats went down".

Officials said 12 people were treated for smoke on the quay.
"""

ELSEWHERE = b"""Council votes to close Mill Street library

20 September 2026

Councillors in Harrow Vale voted nine to four on Tuesday to close the Mill Street library in spring.

"Nobody on this council wants to close a library," said its leader, Petra Nowak.
"""
