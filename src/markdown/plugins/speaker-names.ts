import { HAN, scriptsOf } from '../text/scripts.ts';

/** How surely a label at a paragraph's start names who speaks. */
export type SpeakerForm =
  /** `**[Name]**:`, `[Speaker 1]:`, `<span class="speaker">` */
  | 'marked'
  /** `**Name**:`, `**Name:**` */
  | 'bold'
  /** `Name:` */
  | 'plain';

const ROLE =
  /^(?:主持人|主持|嘉宾|嘉賓|记者|記者|采访者|採訪者|受访者|受訪者|观众|觀眾|听众|聽眾|旁白|解说|解說|提问者|提問者|观众提问|觀眾提問|主播|问|問|答|提问|回答|[QAqa]\d?|host|guest|interviewer|interviewee|narrator|moderator|reporter|audience|anchor|announcer|caller|(?:speaker|说话人|說話人|发言人|發言人|讲者|嘉宾|主持人|host|guest)\s?[\dA-Z一二三四]{0,2})$/i;
/** Labels that lead into a point of a list, an example, a section: nobody's name. */
const LATIN_LEAD_IN =
  /^(?:summary|note|notes|tip|tips|example|title|date|source|conclusion|step \d|takeaway|takeaways|warning|important|key .*|http|https|re|ps|p\.s\.)$/i;
const LEAD_IN =
  /(?:理念|方法|案例|建[议議]|原因|[总總][结結]|[结結][论論]|注解|注意|提示|要[点點]|[观觀][点點]|背景|[时時][间間]|地[点點]|[来來]源|出[处處]|[标標][题題]|摘要|[关關][键鍵][词詞]?|目[标標的]|原理|工具|步[骤驟]|特[点點征]|[优優][势勢点點]|缺[点點]|劣[势勢]|[风風][险險]|定[义義]|例子|例如|示例|比如|[问問][题題]|影[响響]|流程|策略|[书書]籍|模[块塊]|[对對]比|概述|[说說]明|[补補]充|首先|其次|最[后後]|[简簡]介|介[绍紹]|[内內]容|作者|[译譯]者|[链鏈]接|分析|[数數][据據]|事[实實]|[阶階]段|部分|方面|管理|治[疗療]|[逻邏][辑輯]|核心|本[质質]|作用|意[义義]|[价價]值|[现現][状狀]|[趋趨][势勢]|[机機][会會]|挑[战戰]|方案|[资資]料|[参參]考|[声聲]明|[备備附]注|[场場]景|[类類]型|功能|[标標][准準]|原[则則]|技巧|日期|[结結]果|[现現]象|[^\s]{2}[案法论論性率度]|解析|粘合句|[项項]目|公司|[产產]品|[优優]化|系[统統]|注|示例|教[训訓]|[启啟]示|金句|名言|语录)$/i;
/** Turns after which a label is a speaker whatever it looks like. */
const OFTEN = 6;
/** Characters that a name does not hold but a phrase does. */
const PHRASE =
  /[的是了在和与與或及把被让讓将將从從向为為以有这這那就都会會能要不没沒说說道想看问問讲講告诉訴：:，。！？、；“”"《》=/+<>]|^\d|\d{3}/;

export function isRole(name: string): boolean {
  return ROLE.test(name.trim());
}

export function isLeadIn(name: string): boolean {
  const label = name.trim();
  return (LEAD_IN.test(label) || LATIN_LEAD_IN.test(label)) && !isRole(label);
}

/** True for what can be a person's name or a handle: short, no phrase, capitalised if Latin. */
export function looksLikeName(name: string): boolean {
  const bare = name.replace(/[（(][^（()）]*[）)]/g, '').trim();
  if (bare === '' || bare.length > 40) return false;
  if (isRole(bare)) return true;
  if (isLeadIn(bare) || PHRASE.test(bare) || !/\p{L}/u.test(bare)) return false;
  if (HAN.test(bare)) return scriptsOf(bare).han <= (/[·•‧・.-]/.test(bare) ? 18 : 6);
  const words = bare.split(/\s+/);
  return (
    words.length <= 4 &&
    words.every(
      (word) => /^[\p{Lu}\d]/u.test(word) || /^(?:de|van|von|der|di|da|la|al|bin)$/.test(word),
    )
  );
}

/** Counts who speaks how often in one article, then says which labels are speakers. */
export class SpeakerCensus {
  readonly #counts = new Map<string, { marked: number; bold: number; plain: number }>();
  #boldTurns: number | undefined;
  #plainNames: number | undefined;

  add(name: string, form: SpeakerForm): void {
    const key = keyOf(name);
    const count = this.#counts.get(key) ?? { marked: 0, bold: 0, plain: 0 };
    count[form]++;
    this.#counts.set(key, count);
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  isSpeaker(name: string, form: SpeakerForm): boolean {
    if (form === 'marked') return true;
    const count = this.#counts.get(keyOf(name));
    if (!count) return false;
    if (count.marked > 0) return true;
    // Handles look like anything (`1439`, `rino`): who speaks that often is somebody.
    if (count.bold >= OFTEN && name.length <= 20 && !isLeadIn(name)) return true;
    if (!looksLikeName(name)) return false;
    if (form === 'bold') {
      return isRole(name) || count.bold + count.plain > 1 || this.#recurringBold() >= 4;
    }
    if (count.bold > 1 || (count.bold > 0 && count.plain > 0)) return true;
    // Without bold type only names that come again and again, in a conversation, are certain.
    return count.plain > (isRole(name) ? 1 : 2) && (this.#recurringPlain() > 1 || count.plain > 4);
  }

  /**
   * Turns of names that come more than once: a conversation, in which one more name is a speaker
   * too.
   */
  #recurringBold(): number {
    if (this.#boldTurns === undefined) {
      this.#boldTurns = 0;
      for (const [name, { bold, marked }] of this.#counts) {
        if (bold + marked > 1 && looksLikeName(name)) this.#boldTurns += bold + marked;
      }
    }
    return this.#boldTurns;
  }

  #recurringPlain(): number {
    this.#plainNames ??= [...this.#counts].filter(
      ([name, { plain }]) => plain > 2 && looksLikeName(name),
    ).length;
    return this.#plainNames;
  }
}

function keyOf(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}
