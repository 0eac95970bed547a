"""First names of many origins, by whom they are mostly given to; those that are common words are left out."""

from claims.text.vocabulary import words

MALE = words(
    """
    aaron abdul abel abraham adam adrian ahmed aidan akira alan alastair albert alberto aldo alejandro alexander
    alfie alfonso alfred alfredo ali alistair allan allen alvaro amir amit anders andre andreas andrei andres andrew
    angelo angus anil anthony antoine anton antonio antony antti ari arjun armando arnold arthur arturo ashok asif
    austin aziz barack barry bart basil ben benedict benito benjamin bernard bernie bert bertrand bill billy boaz
    bob bobby bogdan boris brad bram brandon brent brett brian bruce bryan bryn byron caleb callum cameron carl
    carlos cesar chad charles chris christian christopher chuck clarence claude clay clayton cliff clifford clive
    clyde colin connor conor corey cory craig curtis cyril damian damien damon dan daniel darren darryl dave david
    deepak denis dennis derek derrick desmond diego dieter dirk dmitri dmitry dominic don donald donnie doug douglas
    duncan dwayne dwight dylan earl ed eddie edgar edmund eduardo edward edwin eli elijah elliot elliott elon emil
    emilio emmanuel enrico enrique erdogan eric erik ernest ernesto esteban ethan eugene evan ezra fabio farid
    federico felipe felix ferdinand fernando fidel floyd francis francois frank frankie franklin franz fred freddie
    frederick fredrik friedrich fritz gabriel gareth garry gary gavin geoff geoffrey georg george georges gerald
    gerard gerhard gilbert gilles giorgio giovanni giuseppe glenn gordon graham grant greg gregory guido guillermo
    gustavo guy hamid hamish hamza hans harold harry harvey hassan hector heinz helmut henri henrik henry herbert
    herman hiroshi horst howard hugh hugo hussein iain ian ibrahim igor imran isaac ismail ivan ivo jaap jack jacob
    jacques jaime jake jakub jamal james jan janos jared jason javad javier jay jed jeff jeffrey jens jeremiah
    jeremy jeroen jerome jerry jesper jesse jesus jim jimmy joachim joakim joao joaquin joe joel joey johan johann
    johannes john johnny jon jonas jonathan jonathon jordi jorge jose josef joseph josh joshua juan julian julien
    julio jurgen justin karim karl keith kelvin ken kenneth kenny kent kevin khaled khalid kirk klaus kofi
    konstantin kurt kwame kyle lance larry lars laurence laurent lawrence leo leon leonard leonardo leroy lester
    lewis liam lindsey lionel lloyd logan lorenzo lou louis luca lucas ludwig luigi luis luke magnus mahmoud malcolm
    malik manfred manuel marc marcel marcello marcelo marcin marco marcos marcus mario marius mark martin marty
    marvin massimo mateusz mathias matt matteo matthew matthias maurice mauricio max maxim maximilian mehdi mehmet
    mel melvin michael michal michel miguel mikael mike mikhail mikko milan milo milos mitch mitt mohamad mohamed
    mohammad mohammed moses muhammad murray mustafa narendra nathan nathaniel neil nelson neville newt niall
    nicholas nick nigel nikita niklas nikola nikolai nikolaj nikos nils noah noam noel norman olaf oleg oliver
    olivier omar omer orlando oscar oskar osman otto owen pablo paolo pascal pat patricio patrick paul pavel pedro
    pete peter petr petros phil philip philippe pierre pieter piotr rafael rahul raj rajesh ralf ralph ramon rand
    randy rashid raul ravi ray raymond reggie reginald rene rex ricardo riccardo richard richie rick ricky rico rob
    robert roberto rodney rodrigo roger roland rolf roman ron ronald ronnie rory ross roy ruben rudolf rudolph rudy
    rupert russell ryan saad salman salvador salvatore sam sami samir samuel sandeep sanjay santiago saul scott sean
    sebastian sergei seth shane shaun shawn sheldon shinzo sid sidney silvio simon sol stan stanley stefan stefano
    stephen steve steven stewart stuart sunil suresh sven syed tariq ted terence theo theodore thierry thomas tim
    timothy tobias toby todd tom tomas tomasz tommy tony travis trevor tyler ulrich umar vaclav valentin vernon vic
    victor vijay viktor vince vincent vinod virgil vitaly vivek vladimir volodymyr wallace walter warren wayne
    wesley wilfred wilhelm willem william willie winston wolfgang xavier yann yasser yitzhak yuri yusuf zachary zack
    """
)
FEMALE = words(
    """
    abigail ada adele adriana agata agnes agnieszka aileen aisha aisling alejandra aleksandra alexandra alexandria
    alexis alice alina alison allison alma alyssa amanda amber amelia amina amira amy ana anastasia andrea anette
    angela angelina angelique anita anja anjali anke ann anna anne annette annie annika antonia ariana arlene ashley
    asma astrid audrey ayesha barbara barbra beata beatrice beatriz becky belinda bernadette bernice bertha beth
    bethany bettina betty beverly bianca birgit bonnie brenda bridget brigitte brittany brittney camila camilla
    carla carlotta carly carmen carol carolina caroline carolyn carrie cassandra catherine cecilia celeste celia
    chantal charlene charlotte chelsea cheryl chiara chloe chrissy christina christine cindy claire clara clarissa
    claudia colleen condoleezza connie constance cora cristina cynthia daniela danielle daphne darlene debbie
    deborah debra deirdre delia denise desiree diana diane dina dolores donna dora doreen doris dorothea dorothy
    edith edna eileen ekaterina elaine eleanor elena eleni elisa elisabeth elise elizabeth ella ellen eloise elsa
    elsie elvira emilia emilie emily emma erica erika erin esmeralda esther ethel eva evelyn farah fatima faye
    felicia fiona flora frances francesca francine freda frieda gabriela gabriella gail gemma genevieve georgina
    geraldine gertrude gillian gina giovanna giulia gloria grace greta gretchen gwen gwendolyn hanna hannah
    hannelore harriet heather heidi helen helena helene helga henrietta hilary hilda hillary huma ida ilse imogen
    ines inga inge ingrid irene irina irma isabel isabella isabelle ivana ivanka jacqueline jana jane janelle janet
    janice janine jayne jean jeanette jeanne jeannie jenna jennie jennifer jenny jessica jill joan joanna joanne
    jocelyn jodie johanna josephine josie joyce juana juanita judi judith judy julia juliana julianne julie juliet
    juliette justine kamala karen karin karina karla karolina katarina kate katherine kathleen kathryn kathy katia
    katie katja katrina katy kavita kayla kayleigh kelly kellyanne kerstin kimberly kirsten kirstie kirsty kristen
    kristin kristina lara larissa latoya laura lauren laurie layla lea leah leanne leila lena leonora leslie leticia
    lila lilian liliana lillian lina linda lisa liv liz liza lizzie lois lola lorena loretta lori lorna lorraine
    louisa louise lucia lucille lucinda lucy ludmila luisa lydia lynn lynne mabel mackenzie madison maggie malala
    malia mandy manuela mara marcela marcia margaret margarita marge margie margot marguerite maria mariam mariana
    marianne maribel marie marilena marilyn marina marisa marissa marjorie marlene marta martha mary maryam matilda
    maud maureen maxine meera meg megan meghan melania melanie melinda melissa meredith mia michaela michelle
    mildred milena mimi mina minna miranda miriam moira molly mona monica monika muriel myra nadia nadine nancy
    nanette naomi natalia natalie natasha nell nellie nicole nikki nina noelle nora norah noreen norma octavia
    odette oksana olga olivia ophelia pamela paola patricia patty paula paulina pauline peggy penelope petra phoebe
    phyllis pia polly priscilla priti priya prue rachael rachel ramona raquel rebecca regina renata renee rhonda
    rita roberta robyn rochelle romina ronda rosa rosalind rosalyn rosanna rosemary rosie roxanne ruth sabine
    sabrina sadie sally salma samantha sandra sanna sara sarah sarita saskia selena selma serena sharon shawna
    sheena sheila shelley sheryl shirin shirley silvia simone siobhan sofia sofie sonia sonja sophia sophie stella
    steph stephanie sue sunita susan susana susanna susanne suzanne suzy svetlana sybil sylvia tamara tammy tania
    tanya tara tatiana teresa tessa thelma theresa tina tonya tracey trisha trudy ursula valerie vanessa vera
    veronica vicky victoria viola virginia vivian vivien wanda wendy wilhelmina wilma winifred yael yasmin yolanda
    yvette yvonne zahra zainab zara zelda zoe
    """
)
EITHER = words(
    """
    alex casey charlie dana drew hayden jackie jamie jo jody jordan kerry kim lee leigh lindsay marion morgan noor
    robbie robin sandy shannon stacey stacy taylor terry tracy val
    """
)
