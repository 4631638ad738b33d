import { Random, WeightedIndex, zipfWeights } from './random.ts';

/** Frequent English words, roughly by frequency. */
const frequentWords = `
the and to of a that in it is you I this we for so on but was they be have are with what not as like
know at just do there about if can or think from one all really going people because more would
right when out very get up now how now then them who some time which your see way something want
will mean were my these into things other our had by their make an no has good lot than he been go
could actually work here over two why back those new kind first where even say much well said need
look take any also should only me many us its his after most thing she did come world years back
different point every through great being three great same little before own long still too again
part day idea question maybe sure always never another around might let talk use down big understand
away problem change example data model system company money market business place find feel learn
build real human power life story believe start high state country government public policy
political economy price growth cost risk value bank trade labour energy technology software language
machine computer network internet product user customer team design code tool service security
research science study evidence experiment theory history culture society family child school
student teacher health brain body sleep food exercise drug doctor patient book chapter author reader
writing reading word sentence page letter film music art museum city street house room water air
light sound colour north south east west morning evening week month century number percent million
billion small large early late young old hard easy simple complex clear possible likely common rare
cheap expensive strong weak fast slow open close free full empty safe local global social natural
digital physical mental moral legal personal private general special decide choose plan hope fear
trust doubt agree argue explain describe compare measure test prove fail win lose gain pay buy sell
invest save spend earn raise reduce increase grow fall rise move turn hold keep leave reach join
share send bring give ask answer call write read speak listen watch show play run walk drive fly
travel live die meet help serve protect attack defend control manage lead follow create develop
produce deliver train teach discover invent improve solve support allow require include involve
remain context memory attention habit reward signal noise pattern structure process method principle
practice purpose reason result effect cause source resource level stage period event moment force
field theme topic subject object interest issue matter case fact detail chance choice challenge
opportunity advantage limit standard quality quantity speed scale range average rate index chart
table graph agent prompt token inference training benchmark chip server cloud cluster storage
latency throughput compiler database query index robot battery vehicle factory supply chain material
oil gas solar nuclear climate weather ocean river forest animal plant species war peace army weapon
treaty border election vote party president minister parliament court law judge crime police prison
protest stock bond currency inflation interest debt credit loan tax budget deficit profit revenue
margin asset fund portfolio pension philosophy religion faith ethics virtue justice liberty equality
identity emotion stress anxiety happiness meaning wisdom paper typeface margin column paragraph
footnote index glossary printer publisher editor library archive manuscript translation
`
  .trim()
  .split(/\s+/);

const onsets =
  'b br c ch cl d dr f fl g gr h j k kr l m n p pr qu r s sh sk st t th tr v w z'.split(' ');
const vowels = 'a a e e i i o o u ai ea io ou ia'.split(' ');
const codas = ['', '', '', 'n', 'r', 'l', 's', 'm', 'x', 'nd', 'rt', 'ck', 'th'];
const suffixes = ['s', 'ed', 'ing', 'er', 'ly', 'ment', 'ness', 'ity', 'ism', 'able'];

/** How many words the vocabulary holds; the long tail is made of suffixes and syllables. */
const wordCount = 24_000;

/** Words of English text in order of rank, with their Zipf weights. */
export interface LatinVocabulary {
  readonly words: readonly string[];
  readonly byRank: WeightedIndex;
  /** The handwritten words without the most common ones: for tags, titles and terms. */
  readonly topical: readonly string[];
}

/** Builds the vocabulary; the same for every seed. */
export function latinVocabulary(): LatinVocabulary {
  const random = new Random(0, 'latin vocabulary');
  const known = new Set(frequentWords);
  const topical = [...known].slice(180).filter((word) => word.length > 2);
  for (const word of random.shuffle(topical)) known.add(word + random.pick(suffixes));
  while (known.size < wordCount) known.add(syllables(random, random.between(2, 3)));
  const words = [...known];
  return { words, byRank: new WeightedIndex(zipfWeights(words.length, 1.08, 4)), topical };
}

/** An invented lower-case word of `count` syllables. */
export function syllables(random: Random, count: number): string {
  let word = '';
  for (let syllable = 0; syllable < count; syllable += 1) {
    word += random.pick(onsets) + random.pick(vowels);
  }
  return word + random.pick(codas);
}

/** The word with its first letter in upper case. */
export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
