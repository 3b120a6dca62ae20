"""Which outlets are news agencies: their text is what others print."""

import pandas as pd

from pipeline.text import fold

# Agencies that supply other outlets, as they sign and as they are called in full.
_KNOWN = frozenset(fold(name) for name in """
AP|Associated Press|The Associated Press|AP News|Reuters|Thomson Reuters|AFP|Agence France-Presse|Agence France Presse|UPI
United Press International|dpa|Deutsche Presse-Agentur|PA|PA Media|Press Association|PA Wire|EFE|Agencia EFE|ANSA|TASS|ITAR-TASS
Interfax|RIA Novosti|Xinhua
Xinhua News Agency|Kyodo|Kyodo News|Jiji Press|Yonhap|Yonhap News Agency|PTI|Press Trust of India|ANI|Asian News International|IANS
AAP|Australian Associated Press|Canadian Press|The Canadian Press|APA|Austria Presse Agentur|Keystone-SDA|Belga|ANP|TT News Agency
NTB|Ritzau|STT
PAP|CTK|MTI|Anadolu|Anadolu Agency|Ukrinform|Interfax-Ukraine|Antara|Bernama|NAN|News Agency of Nigeria|SAPA|MAP|Tribune News Service
States Newsroom|Inter Press Service|IPS|City News Service|Bay City News|CNA|Central News Agency
""".replace("\n", "|").split("|") if name)


def agency_outlets(outlets: pd.DataFrame, articles: pd.DataFrame) -> frozenset[str]:
    """The outlet_id of each outlet that is an agency: known as one, named so, or credited as one in these articles.

    Args:
        outlets: outlet_id, outlet_name.
        articles: agency.
    """
    credited = {fold(name) for names in articles["agency"].dropna() for name in names.split(",")}
    named = [fold(name) for name in outlets["outlet_name"]]
    is_agency = [name in _KNOWN or name in credited or name.endswith((" news agency", " press agency")) for name in named]
    return frozenset(outlets.loc[is_agency, "outlet_id"])
