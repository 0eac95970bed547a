"""Surnames that are mostly a person's where they stand alone: frequent ones of English-speaking countries, and of those
who lead countries and parties. None that is as often a company's, a place's or a common noun's."""

from claims.text.vocabulary import words

SURNAMES = words(
    """
    adams aguilar ahmadinejad allen alvarez anderson assad bailey bannon barnes bennett biden blair bolsonaro bolton
    brooks brown bryant bush butler cameron campbell carter castillo chavez chen clark clinton cole coleman collins
    comey cooper corbyn cox crawford cruz daniels davis diaz dixon dunn edwards ellis erdogan evans farage ferguson
    fernandez flores foster freeman garcia gardner garza gibson gomez gonzales gonzalez gordon graham griffin
    gutierrez guzman haley hall hamilton harper harris harrison hawkins hayes henderson hernandez herrera hicks
    holmes howard hughes jackson jenkins jimenez jinping johnson jones kavanaugh kelley kelly kennedy khamenei kim
    kissinger kushner lavrov lee lewis lopez lula macron maduro martin martinez mattis mccain mcconnell mcdonald
    medina mendez mendoza merkel meyer milei miller mitchell modi moore morales moreno morgan morris mueller munoz
    murphy murray myers nelson netanyahu nguyen nichols obama olson orbán ortiz owens palmer parker patel patterson
    payne pelosi pence perez perry peterson phillips pompeo powell putin ramirez ramos reagan reed reyes reynolds
    richardson rivera roberts robertson robinson rodriguez rogers romero romney ross rouhani rubio ruiz russell ryan
    salazar sanchez sanders schmidt scholz schumer scott shaw silva simmons simpson smith snyder soto spencer
    starmer stephens stevens stewart sullivan sunak taylor thatcher thomas thompson tillerson torres tran trudeau
    trump tucker turner vargas vasquez wagner walker wallace watson webb williams wilson wright zarif zelensky
    zelenskyy zimmerman
    """
)
