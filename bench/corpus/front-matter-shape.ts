import { Random, WeightedIndex, zipfWeights } from './random.ts';

/** One way to lay out front matter: which keys, in which order, lists indented or not. */
export interface FrontMatterShape {
  readonly keys: readonly string[];
  readonly indent: string;
}

/** Keys in the order of the pipeline that writes most posts; rare ones stand at the end. */
const pipelineOrder = (
  'author date guest layout source speaker tags title summary insight draft series ' +
  'category area project people companies_orgs products_models media_books status channel ' +
  'exclude publisher rating read_date year'
).split(' ');

/** Keys that the rarer shapes may lack. */
const optionalKeys = new Set(
  (
    'author guest insight series project people companies_orgs products_models media_books ' +
    'status'
  ).split(' '),
);

/** The real corpus has 142 orders of keys. */
const shapeCount = 142;

/** The shapes of a corpus: two that most posts have, and many rarer ones. */
export class FrontMatterShapes {
  readonly #shapes: FrontMatterShape[];
  readonly #byShape = new WeightedIndex([58, 30, ...zipfWeights(shapeCount - 2, 0.8, 4)]);

  constructor(seed: number) {
    const random = new Random(seed, 'front matter shapes');
    const alphabetical = pipelineOrder.filter((key) => key !== 'author').sort();
    this.#shapes = [
      { keys: pipelineOrder, indent: '  ' },
      { keys: alphabetical, indent: '' },
    ];
    while (this.#shapes.length < shapeCount) {
      const base = random.pick([pipelineOrder, alphabetical, random.shuffle(pipelineOrder)]);
      const keys = base.filter((key) => !optionalKeys.has(key) || random.chance(0.8));
      this.#shapes.push({ keys, indent: random.chance(0.6) ? '  ' : '' });
    }
  }

  pick(random: Random): FrontMatterShape {
    return this.#shapes[this.#byShape.draw(random)] ?? { keys: pipelineOrder, indent: '' };
  }
}
