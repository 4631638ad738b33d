import type { TermType } from '../content/terms.ts';

/** How a type of term is called. */
export interface TermLabels {
  /** One of them, e.g. `标签`; stands above a term's name, and names filters of the search. */
  readonly one: string;
  /** Title of the index and name in the navigation, e.g. `标签`. */
  readonly index: string;
  /** Heading of the group at the end of an article, e.g. `产品与模型`. */
  readonly group: string;
  /** What stands between a number and `one` in Chinese, e.g. `位`. @default 个 */
  readonly counter?: string;
}

/** How the types of terms are called in one language. */
export type TermLabelTable = Readonly<Record<TermType, TermLabels>>;

export const termLabelsZh: TermLabelTable = {
  tag: { one: '标签', index: '标签', group: '标签' },
  area: { one: '领域', index: '领域', group: '领域' },
  category: { one: '分类', index: '分类', group: '分类' },
  project: { one: '项目', index: '项目', group: '项目' },
  series: { one: '系列', index: '系列', group: '系列' },
  speaker: { one: '讲者', index: '讲者', group: '讲者' },
  person: { one: '人物', index: '人物', group: '人物', counter: '位' },
  organisation: { one: '机构', index: '机构', group: '机构' },
  product: { one: '产品', index: '产品', group: '产品与模型' },
  media: { one: '作品', index: '作品', group: '书籍与媒体', counter: '部' },
};

export const termLabelsZhHant: TermLabelTable = {
  tag: { one: '標籤', index: '標籤', group: '標籤' },
  area: { one: '領域', index: '領域', group: '領域' },
  category: { one: '分類', index: '分類', group: '分類' },
  project: { one: '專案', index: '專案', group: '專案' },
  series: { one: '系列', index: '系列', group: '系列' },
  speaker: { one: '講者', index: '講者', group: '講者' },
  person: { one: '人物', index: '人物', group: '人物', counter: '位' },
  organisation: { one: '機構', index: '機構', group: '機構' },
  product: { one: '產品', index: '產品', group: '產品與模型' },
  media: { one: '作品', index: '作品', group: '書籍與媒體', counter: '部' },
};

export const termLabelsEn: TermLabelTable = {
  tag: { one: 'Tag', index: 'Tags', group: 'Tags' },
  area: { one: 'Area', index: 'Areas', group: 'Areas' },
  category: { one: 'Category', index: 'Categories', group: 'Categories' },
  project: { one: 'Project', index: 'Projects', group: 'Projects' },
  series: { one: 'Series', index: 'Series', group: 'Series' },
  speaker: { one: 'Speaker', index: 'Speakers', group: 'Speakers' },
  person: { one: 'Person', index: 'People', group: 'People' },
  organisation: { one: 'Organisation', index: 'Organisations', group: 'Organisations' },
  product: { one: 'Product', index: 'Products', group: 'Products and models' },
  media: { one: 'Work', index: 'Works', group: 'Books and media' },
};
