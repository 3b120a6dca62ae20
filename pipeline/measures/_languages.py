"""Languages by their codes, as people call them."""

_NAMES = """af Afrikaans;am Amharic;ar Arabic;az Azerbaijani;be Belarusian;bg Bulgarian;bn Bengali;bs Bosnian;ca Catalan;cs Czech;cy Welsh
da Danish
de German;el Greek;en English;eo Esperanto;es Spanish;et Estonian;eu Basque;fa Persian;fi Finnish;fr French;ga Irish;gl Galician;gu Gujarati
he Hebrew;hi Hindi;hr Croatian;hu Hungarian;hy Armenian;id Indonesian;is Icelandic;it Italian;ja Japanese;ka Georgian;kk Kazakh;kn Kannada
ko Korean;ku Kurdish;ky Kyrgyz;la Latin;lb Luxembourgish;lt Lithuanian;lv Latvian;mk Macedonian;ml Malayalam;mn Mongolian;mr Marathi
ms Malay
mt Maltese;nb Norwegian;ne Nepali;nl Dutch;nn Norwegian;no Norwegian;pa Punjabi;pl Polish;ps Pashto;pt Portuguese;ro Romanian;ru Russian
si Sinhala;sk Slovak;sl Slovenian;sq Albanian;sr Serbian;sv Swedish;sw Swahili;ta Tamil;te Telugu;th Thai;tl Tagalog;tr Turkish;uk Ukrainian
ur Urdu;uz Uzbek;vi Vietnamese;xh Xhosa;zh Chinese;zu Zulu"""
NAMES = dict(pair.strip().split(" ", 1) for line in _NAMES.splitlines() for pair in line.split(";"))


def language_name(code: str) -> str:
    """The name of a language; its code where it is not listed.

    Example:
        >>> language_name("pt"), language_name("qq")
        ('Portuguese', 'qq')
    """
    return NAMES.get(code, code)
