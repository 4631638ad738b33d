import type { Quantiles } from './quantiles.ts';

/**
 * The measured shape of the real corpus: 9,760 posts, which are not in the repository. Figures
 * marked "sample" were counted over 377 of its posts only.
 */
export const referencePosts = 9_760;

/** File size in bytes. p75 is chosen so that 9,760 posts weigh 371 MB. */
export const fileBytes: Quantiles = [
  [0, 1_500],
  [0.01, 5_300],
  [0.05, 7_600],
  [0.1, 9_700],
  [0.25, 14_800],
  [0.5, 24_000],
  [0.75, 38_000],
  [0.9, 85_000],
  [0.95, 113_000],
  [0.99, 206_000],
  [0.999, 390_000],
  [1, 1_100_000],
];

/**
 * Share of Han characters among the characters outside originals, spaces aside (sample; 65 of its
 * posts are nearly all English).
 */
export const hanShare: Quantiles = [
  [0, 0.01],
  [0.0066, 0.1],
  [0.0067, 0.2],
  [0.05, 0.42],
  [0.1, 0.63],
  [0.25, 0.7],
  [0.5, 0.77],
  [0.75, 0.82],
  [0.9, 0.85],
  [1, 0.88],
];

/** Headings per post; they correlate with the size by 0.46 (sample). */
export const headings: Quantiles = [
  [0, 0],
  [0.009, 0],
  [0.0095, 1],
  [0.05, 3],
  [0.1, 4],
  [0.25, 5],
  [0.5, 7],
  [0.75, 9],
  [0.9, 13],
  [0.95, 18],
  [0.99, 44],
  [0.995, 60],
  [0.999, 110],
  [1, 191],
];
export const headingsSizeCorrelation = 0.46;

/** Level of the first heading, in posts. */
export const firstHeadingLevel = { h3: 8_986, h2: 480, h1: 203 };

/**
 * Share of posts with bilingual blocks, by rank of size. In all that is a third of the posts and 46
 * % of the bytes. (The latter follows from the mean bytes per character: 1.77 in the whole corpus,
 * 1.31 in bilingual posts, 2.50 in others.)
 */
export const bilingualShare: Quantiles = [
  [0, 0.29],
  [0.7, 0.29],
  [0.9, 0.46],
  [1, 0.66],
];
/** Bilingual blocks per post that has some; they correlate with the size by 0.78 (sample). */
export const bilingualBlocks: Quantiles = [
  [0, 1],
  [0.05, 4],
  [0.1, 5],
  [0.25, 10],
  [0.5, 42],
  [0.75, 98],
  [0.9, 205],
  [0.99, 470],
  [1, 1_045],
];
export const bilingualSizeCorrelation = 0.78;

/**
 * Forms of the original in a bilingual block, by blocks: HTML paragraph, or Markdown straight
 * inside.
 */
export const bilingualForms = {
  'html View/Hide Original English': 156_600,
  'markdown Original English': 107_545,
  'markdown Original English Source': 2_582,
  'html 查看/隐藏英文原文': 524,
  'html View/Hide Original Text': 300,
  'html View/Hide Original Chinese': 135,
};

/** Share of bilingual posts that hold malformed blocks, and the kinds by number. */
export const malformedPostShare = 497 / 3_251;
export const malformedKinds = {
  'paragraph unclosed': 416,
  'summary closed by details': 217,
  'summary closed by p': 121,
  'summary closed twice': 84,
  'opened inside an open one': 80,
  'unclosed at the end': 36,
  'closed twice': 21,
  'misspelt tag': 30,
  'text glued to the end': 60,
  empty: 357,
};

/**
 * Share of posts with glosses, and glosses per post that has some; they correlate with the size by
 * 0.24 (sample). Counted are the 132,596 that are bold with a bracket behind. Two of the forms
 * below are not among them: 18,081 glosses more.
 */
export const glossPostShare = 7_233 / 9_761;
export const glosses: Quantiles = [
  [0, 1],
  [0.1, 2],
  [0.25, 5],
  [0.5, 11],
  [0.75, 19],
  [0.9, 37],
  [0.99, 105],
  [1, 922],
];
export const glossSizeCorrelation = 0.24;
export const glossesPerCounted = 150_677 / 132_596;

/** Forms of a gloss; `d` is a definition. */
export const glossForms = {
  '**中**（Latin: d）': 69_181,
  '**中**（Latin）': 32_390,
  '**Latin**（Latin: d）': 10_915,
  '**Latin**（中）': 7_127,
  '**Latin**（中: d）': 4_107,
  '**中**（中）': 2_466,
  '**中**（Latin: Latin）': 1_270,
  '**中（Latin）**': 10_597,
  '中（Latin: d）': 7_484,
  '“**中**”（Latin: d）': 4_415,
  '**中**（1.2%）': 89,
};
export const glossAsciiBracketShare = 4_878 / 132_596;
export const glossFullWidthColonShare = 3_281 / (83_508 + 3_281);

/** Terms with a definition: 52,143 distinct, 9,339 of them in 2 or more posts. */
export const glossaryTerms = {
  assignments: 96_000,
  distinct: 52_143,
  singletons: 52_143 - 9_339,
};

/** Characters of a definition. */
export const definitionCharacters: Quantiles = [
  [0, 4],
  [0.1, 9],
  [0.5, 19],
  [0.9, 34],
  [0.99, 57],
  [1, 216],
];

/** Emphasised runs that are neither gloss nor speaker, per post (sample, without transcripts). */
export const emphasis: Quantiles = [
  [0, 0],
  [0.3, 0],
  [0.5, 8],
  [0.75, 25],
  [0.9, 60],
  [1, 300],
];

/** Characters of a paragraph in posts without originals (sample). */
export const paragraphCharacters: Quantiles = [
  [0, 10],
  [0.05, 21],
  [0.1, 35],
  [0.25, 89],
  [0.5, 161],
  [0.75, 252],
  [0.9, 378],
  [0.95, 468],
  [0.99, 824],
  [1, 2_500],
];

/** Ways to mark a speaker turn, by posts; the rest of the posts are plain prose. */
export const turnStyles = {
  '**Name**:': 2_205,
  'Name:': 567,
  '**Name:**': 324,
  '**[Name]**:': 282,
  '>> ': 117,
};
export const turnPostShare = 3_495 / 9_761;

/** Terms per post (sample). */
export const termsPerPost = {
  tags: [
    [0, 1],
    [0.02, 2],
    [0.05, 3],
    [0.25, 4],
    [0.5, 5],
    [0.95, 5],
    [0.99, 9],
    [1, 12],
  ],
  people: [
    [0, 0],
    [0.42, 0],
    [0.5, 1],
    [0.75, 3],
    [0.9, 6],
    [0.95, 9],
    [0.99, 18],
    [1, 40],
  ],
  companies_orgs: [
    [0, 0],
    [0.25, 0],
    [0.5, 3],
    [0.75, 5],
    [0.9, 9],
    [0.95, 13],
    [0.99, 44],
    [1, 130],
  ],
  products_models: [
    [0, 0],
    [0.52, 0],
    [0.75, 3],
    [0.9, 5],
    [0.95, 7],
    [0.99, 11],
    [1, 30],
  ],
  media_books: [
    [0, 0],
    [0.65, 0],
    [0.75, 1],
    [0.9, 3],
    [0.95, 5],
    [0.99, 14],
    [1, 30],
  ],
} as const satisfies Record<string, Quantiles>;

/** A front-matter key that holds a list of terms. */
export type TermKind = keyof typeof termsPerPost;

/**
 * Distinct terms at 9,760 posts. The share of singletons was measured for tags; for the others only
 * its range is known, 70-85 %.
 */
export const distinctTerms: Readonly<
  Record<TermKind, { distinct: number; singletonShare: number }>
> = {
  tags: { distinct: 15_109, singletonShare: 10_809 / 15_109 },
  people: { distinct: 6_015, singletonShare: 0.78 },
  companies_orgs: { distinct: 6_928, singletonShare: 0.73 },
  products_models: { distinct: 5_997, singletonShare: 0.8 },
  media_books: { distinct: 7_016, singletonShare: 0.84 },
};

/** 142 speakers: one with 529 posts, 31 with one; in between the counts fall exponentially. */
export const speakers = { count: 142, mostPosts: 529, withOnePost: 31 };

export const areas = {
  'tech-engineering': 123,
  'society-thinking': 81,
  'finance-wealth': 83,
  geopolitics: 52,
  'life-family': 23,
  'work-career': 6,
  'knowledge-meta': 4,
  'health-body': 3,
  'culture-arts': 2,
  'history-places': 2,
};
export const categoryCount = 57;

/** Characters of a summary and of a title. */
export const summaryCharacters: Quantiles = [
  [0, 40],
  [0.1, 100],
  [0.5, 159],
  [0.9, 240],
  [0.99, 420],
  [1, 858],
];
export const titleCharacters: Quantiles = [
  [0, 6],
  [0.05, 15],
  [0.5, 25],
  [0.95, 36],
  [0.99, 60],
  [1, 102],
];

/**
 * Posts per year. Only the first and the last year were measured; the sample lies mostly in the
 * last two.
 */
export const postsPerYear = {
  2014: 20,
  2015: 30,
  2016: 40,
  2017: 60,
  2018: 80,
  2019: 120,
  2020: 200,
  2021: 250,
  2022: 300,
  2023: 500,
  2024: 1_000,
  2025: 4_000,
  2026: 3_160,
};
