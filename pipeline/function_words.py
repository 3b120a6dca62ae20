"""The function words of other languages than English, by ISO 639-1 code: short lists of our own, closed classes and the verbs of speech.

They only decide which words of an article in that language stand for no topic. A word such as German "die" or "war" means something else in
English, so an article's language has its own list in the place of the English one, never both.
"""

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "de": frozenset("""
der die das den dem des ein eine einer eines einem einen kein keine keiner keines keinem keinen dieser diese dieses diesem diesen jener
jene jenes jenem jenen jeder jede jedes jedem jeden welcher welche welches welchem welchen solche solcher solches alle alles allem allen
aller beide beiden beider mehrere mehreren einige einigen einiger manche manchen viel viele vielen vieler wenig wenige wenigen etwas
nichts ich mich mir mein meine meiner meinem meinen du dich dir dein deine er ihn ihm sie ihr ihre ihrer ihres ihrem ihren ihnen es wir
uns unser unsere unserer unserem unseren euch euer sein seine seiner seines seinem seinen sich man wer wen wem wessen was bin bist ist
sind seid war waren warst gewesen wäre wären sei seien wird werden wurde wurden worden würde würden hat haben habe hatte hatten gehabt
hätte hätten kann können konnte konnten könne könnte könnten muss müssen musste mussten müsse müsste darf dürfen durfte dürfte soll
sollen sollte sollten solle will wollen wollte wollten wolle mag mögen möchte möchten lassen lässt liess und oder aber denn sondern doch
jedoch dass dass ob weil wenn als wie während bevor nachdem obwohl damit sodass falls bis seit sowie in im ins an am ans auf aufs aus bei
beim mit nach von vom vor zu zum zur über unter um für gegen ohne durch zwischen hinter neben wegen trotz laut seitens gegenüber
innerhalb ausserhalb nahe rund etwa ab je pro nicht nie auch nur noch schon so sehr mehr meist immer wieder hier dort da dann nun jetzt
heute gestern bereits bisher zunächst zuletzt erst fast ganz gar eben gerade wohl zwar dabei dafür dagegen daher darauf daraus darin
darüber darum davon dazu deshalb deswegen ausserdem allerdings hin her weiter weitere weiteren weiterer anderen andere anderer anderes
selbst sowohl weder wo wohin woher warum weshalb ja nein bzw usw sagte sagt sagten hiess heisst teilte mitteilte erklärte herr frau
""".split()),  # noqa: SIM905 (a word list reads best as text)
    "fr": frozenset("""
le la les l un une des du de d au aux ce cet cette ces son sa ses leur leurs mon ma mes ton ta tes notre nos votre vos quel quelle quels
quelles tout toute tous toutes aucun aucune chaque plusieurs quelque quelques certains certaines autre autres même mêmes tel telle tels
telles je j me m moi tu te t toi il elle on nous vous ils elles se s soi lui eux y en qui que qu quoi dont où lequel laquelle lesquels
lesquelles celui celle ceux celles cela ça ceci c rien personne c'est c'était n'est n'a n'ont s'est s'était d'un d'une d'autres qu'il
qu'elle qu'ils qu'elles qu'on qu'un qu'une j'ai l'on jusqu'à jusqu'au lorsqu'il puisqu'il aujourd'hui l'un l'une d'ici n'y s'y qu'en
d'être d'avoir l'autre suis es est sommes êtes sont étais était étions étaient été être sera seront serait seraient soit soient fut
furent étant ai as a avons avez ont avais avait avaient eu avoir aura auront aurait auraient ait aient ayant peut peuvent pouvait
pouvaient pourra pourrait pourraient pouvoir doit doivent devait devaient devra devrait devraient devoir veut veulent voulait fait font
faire faisait va vont aller allait et ou mais donc or ni car si comme quand lorsque puisque tandis alors afin parce pourquoi comment à
dans par pour sur sous avec sans entre vers chez contre depuis pendant avant après devant derrière jusque selon malgré parmi lors dès
près autour hors outre envers ne n pas plus moins très trop peu beaucoup assez aussi encore déjà toujours jamais souvent ici là ainsi
bien mal presque environ surtout seulement non oui notamment cependant toutefois pourtant enfin ensuite puis puisqu désormais également
ailleurs dit disait déclaré affirmé expliqué ajouté indiqué mme monsieur madame
""".split()),  # noqa: SIM905 (a word list reads best as text)
    "es": frozenset("""
el la los las lo un una unos unas al del este esta estos estas ese esa esos esas aquel aquella aquellos aquellas esto eso aquello mi mis
tu tus su sus nuestro nuestra nuestros nuestras suyo suya todo toda todos todas otro otra otros otras mismo misma mismos mismas cada
algún alguno alguna algunos algunas ningún ninguno ninguna nada nadie algo alguien mucho mucha muchos muchas poco poca pocos pocas
varios varias ambos ambas tanto tanta tantos tantas cual cuales cuyo cuya qué quién quien quienes cuál cuándo cómo dónde yo me mí tú te
ti él ella ello usted nosotros nos vosotros os ellos ellas ustedes se sí le les soy eres es somos son era eran fue fueron ser sido
siendo será serán sería serían sea sean he has ha hemos han había habían haber habrá habría haya hayan hubo estoy está están estaba
estaban estar estado estuvo tiene tienen tenía tenían tener tendrá puede pueden podía podían podrá podría podrían poder debe deben debía
debería hace hacen hacer hizo hacía va van ir iba y e o u pero sino aunque porque pues que si como cuando donde mientras según a ante
bajo con contra de desde durante en entre hacia hasta mediante para por sin sobre tras no ni más menos muy tan también tampoco ya aún
todavía siempre nunca jamás aquí allí ahí así bien mal casi sólo solo además entonces luego después antes hoy ayer ahora cerca lejos
apenas incluso embargo dijo dice dijeron señaló explicó afirmó añadió aseguró indicó señor señora
""".split()),  # noqa: SIM905 (a word list reads best as text)
    "it": frozenset("""
il lo la i gli le l un uno una del dello della dei degli delle dell al allo alla ai agli alle all dal dallo dalla dai dagli dalle dall
nel nello nella nei negli nelle nell sul sullo sulla sui sugli sulle sull questo questa questi queste quest quello quella quelli quelle
quel quei quegli mio mia miei mie tuo tua suo sua suoi sue nostro nostra nostri nostre loro altro altra altri altre stesso stessa stessi
stesse ogni ognuno qualche alcuni alcune nessun nessuno nessuna tutto tutta tutti tutte molto molta molti molte poco poca pochi poche
tanto tanti più meno qualcuno qualcosa niente nulla quale quali quanto quanti chi cosa che cui io mi me tu ti te lui lei egli ella esso
essa noi ci voi vi essi esse si sé ne li sono sei è siamo siete era erano fu furono essere stato stata stati state sarà saranno sarebbe
sia siano ho hai ha abbiamo avete hanno aveva avevano avere avuto avrà avrebbe abbia abbiano può possono poteva potrebbe potrà potere
deve devono doveva dovrebbe dovrà vuole fa fanno fare fatto va vanno viene vengono venne c'è c'era c'erano dell'ex l'ha l'hanno un'altra
d'accordo e ed o od ma però anche se perché come quando dove mentre quindi dunque poi poiché affinché oppure né a ad da di d in con su
per tra fra contro verso presso durante dopo prima senza sotto sopra secondo oltre entro fino non già ancora sempre mai qui qua lì là
così bene male quasi solo soltanto inoltre invece infatti oggi ieri ora adesso circa proprio detto dice spiegato aggiunto dichiarato
signor signora
""".split()),  # noqa: SIM905 (a word list reads best as text)
    "pt": frozenset("""
o a os as um uma uns umas ao aos à às do da dos das no na nos nas num numa pelo pela pelos pelas dum duma este esta estes estas esse
essa esses essas aquele aquela aqueles aquelas isto isso aquilo deste desta destes destas desse dessa disso disto nesse nessa neste
nesta naquele naquela meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas dele dela deles delas todo toda todos
todas outro outra outros outras mesmo mesma mesmos mesmas cada algum alguma alguns algumas nenhum nenhuma nada ninguém algo alguém muito
muita muitos muitas pouco pouca poucos poucas vários várias ambos ambas tanto tantos qual quais cujo cuja quem que quê eu me mim tu te
ti ele ela nós vós eles elas você vocês se si lhe lhes lo la los las sou és é somos são era eram foi foram ser sido sendo será serão
seria seriam seja sejam estou está estão estava estavam estar estado esteve tenho tem têm tinha tinham ter teve terá teria tenha há
havia haver houve pode podem podia poderia poderá poder deve devem devia deveria faz fazem fazer fez vai vão ir ia e ou mas porém porque
pois como quando onde enquanto conforme embora com contra de desde durante em entre até para por sem sob sobre após ante perante segundo
não nem mais menos tão também já ainda sempre nunca aqui ali aí lá assim bem mal quase só apenas além então depois antes hoje ontem
agora cerca inclusive disse diz afirmou explicou acrescentou senhor senhora
""".split()),  # noqa: SIM905 (a word list reads best as text)
    "nl": frozenset("""
de het een der den des dit dat deze die zo'n elk elke ieder iedere alle alles allen beide enkele sommige veel vele weinig meer meest
minder geen niets iets iemand niemand ander andere anderen zelf zelfde eigen welk welke wie wat waar ik mij me mijn jij je jou jouw u uw
hij hem zijn haar zij ze wij we ons onze jullie hun hen zich er men ben bent is was waren geweest wordt worden werd werden geworden zou
zouden zal zullen heb hebt heeft hebben had hadden gehad kan kunnen kon konden moet moeten moest moesten mag mogen mocht wil willen
wilde wilden laat laten liet gaat gaan ging gingen doet doen deed komt komen kwam en of maar want dus als toen terwijl omdat doordat
zodat nadat voordat hoewel indien tenzij noch dan aan achter af bij binnen boven buiten door in langs met na naar naast om onder op over
per sinds te ten ter tegen tijdens tot tussen uit van vanaf vanuit via volgens voor wegens zonder rond niet nooit ook al alleen altijd
nog nu hier daar daarbij daarmee daarna daarom daarvan daarvoor ermee ervan toch wel zeer heel zo reeds weer verder eerst later vandaag
gisteren ongeveer bijna vooral echter bovendien zei zegt zeiden vertelde aldus meneer mevrouw
""".split()),  # noqa: SIM905 (a word list reads best as text)
}
