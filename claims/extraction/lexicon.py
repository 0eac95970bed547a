"""Word lists of general English: titles, role nouns, words of organizations, places that stand for governments."""

from claims.extraction import given_names
from claims.text import vocabulary
from claims.text.vocabulary import words

PRONOUNS = words("he she they we i it you who himself herself")
MALE, FEMALE = words("he him his himself"), words("she her hers herself")
DETERMINERS = words(
    "the a an this that these those his her its their our my your some many several most few both all any no another "
    "other each every one two three four five six seven eight nine ten dozens hundreds multiple various numerous "
    "countless more fewer half other certain critics"
)
CONJUNCTIONS = words(
    "and but or nor yet so because although though while whereas when whenever where as since unless until if "
    "after before once that which whom whose than whether how why what who even though"
)
PREPOSITIONS = words(
    "of for in at from with on to near by against around about across inside outside within under over between "
    "among during into through behind beyond amid despite following according after before since like without "
    "toward towards via per including throughout upon"
)
VERBS = words(
    "is are was were be been being am has have had having do does did will would can could may might must shall should "
    "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't "
    "isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t "
    "said says say told made took went came got gave became let make makes get gets go goes"
)
AUXILIARIES = words("has have had is was were are will would did does do can could may might must been be having")
ADVERBS = words(
    "also later then reportedly repeatedly recently already previously earlier now still just further once again "
    "too only even never always often once reportedly recently first never publicly privately openly famously "
    "simply flatly bluntly quickly immediately eventually finally initially originally subsequently specifically "
    "explicitly strongly sharply angrily frequently largely long both all rightly wrongly falsely apparently "
    "sarcastically wryly proudly ultimately separately similarly really actually certainly clearly correctly "
    "essentially generally jokingly merely nonetheless nevertheless therefore thus instead rather meanwhile "
    "routinely regularly sometimes seemingly occasionally additionally memorably notably loudly softly quietly "
    "defiantly dramatically emphatically formally officially consistently constantly directly confidently boldly "
    "however today yesterday tonight twice almost nearly soon ever".replace("’", "'")
)
OPENERS = ADVERBS | words(
    "but and or yet so for moreover furthermore besides otherwise indeed hence perhaps maybe here there "
    "well yes no oh elsewhere overall although while when if as because since afterward afterwards next "
    "news actions breaking update watch photo image file read more related"
)
SUBORDINATORS = words("if though although while when because since as")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TIMES = words(" ".join(WEEKDAYS)) | words(
    "today yesterday tonight tomorrow morning afternoon evening night week month year early late last earlier this "
    "mon tue tues wed thu thurs fri sat sun jan feb mar apr may jun jul aug sept sep oct nov dec january february "
    "march april june july august september october november december"
)
PARTICLES = words(
    "de la van von der den del da di du bin bint ibn al el dos los las le ter ten thị văn ó ní y af zu abu"
)

HONORIFICS = vocabulary.HONORIFICS | words("pres attorney officer detective father sister brother sheriff dean")
MALE_TITLES = words("mr sir lord king prince pope father congressman chairman councilman spokesman businessman")
FEMALE_TITLES = words(
    "mrs ms miss dame lady queen princess sister congresswoman chairwoman councilwoman spokeswoman businesswoman"
)
ROLES = (
    HONORIFICS
    | vocabulary.OFFICES
    | words(
        "aide spokesmen manager nominee candidate chairperson chair head founder co-founder owner author analyst "
        "expert researcher scientist economist historian strategist pollster lawyer prosecutor investigator "
        "inspector player anchor host reporter correspondent columnist editor journalist producer actor actress "
        "singer writer filmmaker comedian executive ceo cfo coo president-elect vice-president speaker whip "
        "lawmaker legislator delegate official diplomat envoy negotiator superintendent principal teacher student "
        "physician surgeon nurse farmer businessman businesswoman entrepreneur mogul billionaire activist "
        "organizer volunteer resident voter supporter fellow scholar partner assistant administrator coordinator "
        "consultant operative counsel treasurer clerk witness victim wife husband son daughter mother veteran "
        "soldier mate moderator personality star co-host co-chair chairmen democrat republican member employee "
        "worker caretaker parent neighbor friend rival successor predecessor critic pastor priest preacher "
        "theologian curator artist architect designer engineer developer programmer blogger commentator "
        "contributor pundit surrogate frontrunner front-runner incumbent challenger congressperson pilot trader "
        "investor banker co-author advocate holder captain skipper champion winner campaigner "
        "lobbyist specialist practitioner coroner registrar ombudsman magistrate paramedic firefighter striker "
        "defender midfielder goalkeeper winger quarterback linebacker pitcher shortstop bowler batsman sprinter jockey "
        "cyclist"
    )
)
OFFICES = words(
    "state defense treasury energy commerce labor health education interior justice agriculture homeland security "
    "transportation housing veterans affairs foreign war finance house senate general police communications"
)

PLURALS = words(
    "officials sources people aides advisers advisors lawyers prosecutors investigators witnesses authorities "
    "diplomats strategists police allies operatives insiders reporters journalists spokesmen friends "
    "relatives neighbors others executives employees workers staffers agents officers commanders soldiers attorneys "
    "residents moderators administrators detectives regulators donors associates assistants ministers colleagues "
    "experts"
)
GROUPS = words(
    "scholars physicians economists scientists historians doctors researchers proponents developers "
    "teachers candidates republicans democrats voters supporters lawmakers americans russians conservatives liberals "
    "progressives activists protesters demonstrators senators members leaders veterans families women men students "
    "parents opponents advocates groups citizens immigrants refugees muslims christians jews catholics evangelicals "
    "blacks whites latinos hispanics african-americans workers farmers unions delegates crowd audience fans "
    "rebels respondents some many most others few everyone nobody both critics pundits politicians women allies "
    "scholars mayors governors countries generals admirals lawmakers percent analysts observers "
    "forecasters"
)
DOCUMENTS = words(
    "poll polls survey surveys report reports study studies statement letter memo email emails document documents "
    "lawsuit complaint filing indictment affidavit transcript article story book ad ads video tape website poster "
    "data statistics figures records returns analysis assessment review census petition bill law ruling order "
    "research results findings evidence resolution treaty constitution charter plan budget convention press release "
    "sign signs banner headline editorial op-ed tweet tweets post message column agreement cable cables files "
    "projection projections estimate estimates alert footage investigation inquiry legislation regulations guidelines "
    "guidance manual photo photos photograph photographs videos presentation polling database language"
)
GOVERNMENT_WORDS = words(
    "department ministry administration government embassy congress senate parliament house court police commission "
    "bureau fbi cia nsa pentagon kremlin irs epa dhs doj dea ice fda cdc sheriff's legislature cabinet assembly "
    "council military army navy authorities municipality directorate regime agency authority patrol"
)
GOVERNMENTS = words(
    "fbi cia nsa irs epa dhs doj dea fda cdc gao hhs va usda fema sec nasa noaa faa fcc ftc tsa atf ntsb osha pentagon "
    "kremlin congress"
)
ORGANIZATION_WORDS = (
    GOVERNMENT_WORDS
    | vocabulary.BODIES
    | words(
        "times post news inc corp corporation bank journal tv radio fund magazine daily herald tribune globe "
        "nations college hospital church club alliance services international guardian reuters bloomberg politico "
        "breitbart twitter facebook cnn msnbc nbc abc cbs fox bbc npr ap afp upi nato un eu gop dnc rnc aclu nra "
        "wikileaks google trust project caucus guard district lobby industries airlines llc llp ltd plc gmbh "
        "organisation centre co holdings media capital airways foods brands insurance securities ventures "
        "pharmaceuticals enterprises today show weekly review times/cbs examiner observer chronicle gazette telegraph "
        "sun mirror street cosmopolitan act systems technologies partners records studios pictures airport consulate"
    )
)
MEDIA = words(
    "times post news press journal tv television radio network magazine daily herald tribune globe guardian reuters "
    "bloomberg politico breitbart cnn msnbc nbc abc cbs fox bbc npr ap afp upi examiner observer "
    "chronicle gazette telegraph "
    "show today review weekly rt c-span vox buzzfeed huffington slate axios cnbc pbs yahoo newsweek atlantic "
    "yorker mail independent sun mirror jazeera xinhua tass interfax twitter facebook wikileaks marketwatch usa "
    "cosmopolitan esquire vogue fair wsj economist spiegel figaro monde zeitung bild corriere repubblica haaretz "
    "yonhap kyodo irna isna fars anadolu tanjug dpa ansa ndtv arabiya novosti kommersant izvestia nhk asahi yomiuri "
    "podcast hour politicking america instagram weibo tiktok wikinews mashable broadcasting courier sentinel dispatch "
    "inquirer enquirer newswire presse tmz espn itv propublica techcrunch engadget variety wired gawker nikkei"
)
EDITIONS = words("sunday morning evening saturday")
EDITED = words("standard world star advertiser echo argus leader express record citizen gazette people business")
"""Words of papers' names, behind one for when they come out: "the Evening Standard"."""
PLACES = words(
    "afghanistan albania algeria argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium "
    "bolivia brazil bulgaria cambodia cameroon canada chile china colombia croatia cuba cyprus denmark ecuador egypt "
    "estonia ethiopia finland france georgia germany ghana greece haiti honduras hungary iceland india indonesia iran "
    "iraq ireland israel italy jamaica japan jordan kazakhstan kenya kuwait latvia lebanon libya lithuania malaysia "
    "mexico moldova mongolia morocco myanmar nepal netherlands nicaragua nigeria norway pakistan palestine panama peru "
    "philippines poland portugal qatar romania russia rwanda serbia singapore slovakia slovenia somalia spain sudan "
    "sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela "
    "vietnam yemen zambia zimbabwe britain england scotland wales us uk usa u.s u.k america"
)
REGIONS = frozenset(
    name.replace("_", " ")
    for name in words(
        "north_korea south_korea saudi_arabia united_states united_kingdom new_zealand sri_lanka south_africa "
        "costa_rica el_salvador sierra_leone ivory_coast burkina_faso south_sudan north_macedonia puerto_rico "
        "hong_kong czech_republic united_arab_emirates papua_new_guinea new_york new_jersey new_mexico new_hampshire "
        "north_carolina south_carolina north_dakota south_dakota west_virginia rhode_island los_angeles san_francisco "
        "san_diego san_antonio san_jose las_vegas new_orleans new_delhi st_louis fort_worth el_paso salt_lake_city "
        "kansas_city oklahoma_city new_york_city mexico_city long_island staten_island new_england middle_east "
        "far_east latin_america south_america north_america central_america southeast_asia eastern_europe "
        "western_europe british_columbia nova_scotia new_brunswick new_south_wales northern_ireland hubei_province "
        "west_bank gaza_strip golan_heights buenos_aires sao_paulo rio_de_janeiro tel_aviv abu_dhabi kuala_lumpur "
        "addis_ababa cape_town palm_beach silicon_valley wall_street capitol_hill white_house"
    )
)
"""Countries, states and cities of two words and more."""
STATES = words(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana "
    "iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana "
    "nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming ontario quebec "
    "alberta manitoba saskatchewan queensland tasmania yorkshire cornwall bavaria catalonia chicago boston detroit "
    "seattle miami philadelphia atlanta baltimore cleveland pittsburgh milwaukee minneapolis toronto montreal "
    "vancouver sydney melbourne manchester liverpool birmingham glasgow edinburgh belfast mumbai karachi lahore lagos "
    "johannesburg istanbul dubai shanghai barcelona munich hamburg milan zurich geneva gaza crimea kashmir tibet "
    "europe asia africa aleppo mosul basra"
)
"""Parts of countries and large cities."""
CAPITALS = words(
    "kabul algiers canberra vienna baku brussels brasilia ottawa beijing bogota havana copenhagen cairo paris berlin "
    "athens budapest delhi jakarta tehran baghdad dublin jerusalem rome tokyo amman nairobi beirut tripoli "
    "rabat islamabad warsaw lisbon doha bucharest moscow riyadh belgrade pretoria seoul madrid "
    "khartoum stockholm bern damascus taipei bangkok tunis ankara kyiv kiev london washington caracas hanoi "
    "pyongyang kremlin pentagon"
)
METONYMS = PLACES | CAPITALS | STATES | words("downing")
MALE_NAMES, FEMALE_NAMES = given_names.MALE, given_names.FEMALE
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES | given_names.EITHER
ALL_PRONOUNS = (
    PRONOUNS
    | MALE
    | FEMALE
    | words(
        "their them its which that whose each everyone nobody somebody someone anyone me us one ones theirs "
        "myself ourselves themselves itself those these"
    )
)
WE = words("we us everyone nobody those these ones ourselves")
PARTIES = words("republicans democrats")
COURTESY = words("mr mrs ms miss")
LEADING = words("and but from by to of with for as that so when while then even like both among according")
PARTICIPLES = words(
    "led backed supported owned based located known seen asked called made posted conducted obtained written sent "
    "filed taken cited quoted familiar close briefed involved involving working living using including held issued "
    "prepared compiled commissioned sponsored funded critical named collected gathered reviewed shared"
)
BODIES = words(
    "agency bank company firm network newspaper paper magazine publication outlet campaign party department ministry "
    "organization organisation group committee commission panel bureau alliance bloc union network site website board "
    "council university institute court station broadcaster airline carmaker maker retailer giant"
)
HUMANS = words(
    "man woman mother father son daughter brother sister wife husband politician native ex-president teen teenager "
    "boy girl businessman businesswoman tycoon billionaire mogul congressman congresswoman star singer rapper actor "
    "actress democrat republican candidate nominee veteran graduate"
)
NEVER_KNOWN = words("source official person voter reader resident member expert analyst supporter critic")
SAME = {
    "gov": "governor",
    "gov.": "governor",
    "sen": "senator",
    "sen.": "senator",
    "rep": "representative",
    "rep.": "representative",
    "gen": "general",
    "gen.": "general",
    "lt.": "lieutenant",
    "col.": "colonel",
    "sgt.": "sergeant",
    "capt.": "captain",
    "prof.": "professor",
    "pres.": "president",
    "rev.": "reverend",
    "congressman": "representative",
    "congresswoman": "representative",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chairwoman": "chairman",
    "chair": "chairman",
    "chairperson": "chairman",
    "advisor": "adviser",
    "state": "state",
}
"""Words for one office, brought to one."""
OFFICIALS = words(
    "official source aide adviser advisor lawyer prosecutor witness diplomat operative insider "
    "reporter journalist spokesman ally friend relative neighbor executive employee worker staffer agent officer "
    "commander attorney moderator minister detective regulator donor strategist intermediary assistant associate"
)
MANY = words(
    "many some most several few all both two three four five six seven eight nine ten dozens hundreds thousands twelve"
)
COLLECTIVES = words(
    "family crowd jury public majority minority number group couple pair people percent team everyone nobody"
)
GOVERNMENT_BODIES = words("committee subcommittee police government")
OF_COMPANIES = words(
    "ceo cfo executives spokesman spokeswoman employees customers shares shareholders engineers stores branches "
    "analysts economists stock"
)
PLAIN = words(
    "post news hour show week fund bank club board army navy team co corp inc llc ltd act times sun hill vox fair "
    "globe mail today tass bild irna isna ansa"
)
NATIONALITIES = words(
    "american americans russian european british french german italian spanish chinese japanese korean indian "
    "pakistani iranian iraqi syrian israeli palestinian saudi turkish egyptian mexican canadian brazilian cuban "
    "ukrainian polish african asian latino hispanic arab muslim christian jewish catholic western eastern southern "
    "northern afghan australian dutch swedish greek irish scottish welsh kurdish lebanese libyan nigerian kenyan "
    "ethiopian somali venezuelan colombian argentine chilean vietnamese thai indonesian malaysian filipino hungarian "
    "czech austrian swiss"
)
TALKING = words(
    "said says saying added adding continued continuing went told telling argued arguing noted noting acknowledged "
    "asked explained suggested suggesting stressed insisted recalled admitted warned joked called calling described "
    "replied responded concluded speaking declared claimed going elaborated offered touted blasted"
)
MEDIA_TITLES = words(
    "download morning tonight live report line wire beat brief talk voice insider room file matters nation"
)
