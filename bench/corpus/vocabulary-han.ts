import { Random, WeightedIndex, zipfWeights } from './random.ts';

/** Frequent characters, roughly by frequency: the head of every word list below. */
const frequentCharacters = `
的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里
用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实
日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政
美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员
解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件
计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象
完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔
`.replace(/\s/g, '');

/**
 * Everyday words of two or more characters, so that text and searches resemble those of real
 * articles.
 */
const everydayWords = `
我们 他们 这个 一个 就是 没有 什么 可以 自己 因为 如果 所以 但是 其实 现在 时候 知道 觉得 问题 已经 可能 这样 非常
需要 不是 通过 进行 开始 之后 以及 使用 很多 虽然 然后 或者 而且 这种 那么 它们 大家 今天 时间 工作 世界 社会 国家
公司 市场 经济 技术 投资 模型 数据 系统 人工智能 政府 美国 中国 企业 产品 用户 研究 发展 关系 生活 学习 教育 文化 历史
政治 能力 方式 信息 价值 风险 成本 增长 未来 变化 影响 重要 不同 主要 一些 其他 以前 目前 关于 由于 根据 作为 成为 认为
表示 指出 提供 包括 出现 发现 产生 决定 选择 建立 管理 服务 资源 环境 结果 原因 过程 方法 内容 部分 方面 情况 条件 水平
思考 理解 认知 行为 习惯 情绪 压力 注意力 健康 身体 大脑 睡眠 运动 饮食 药物 治疗 医生 病人 孩子 父母 家庭 朋友 人们 年轻人
作者 读者 文章 文字 语言 写作 阅读 书籍 故事 电影 音乐 艺术 设计 字体 排版 网页 网站 软件 代码 程序 工程师 开发者 工具 平台
算法 芯片 算力 训练 推理 开源 智能体 机器人 自动化 互联网 云计算 半导体 电动车 能源 石油 电力 气候 利率 通货膨胀 股票 债券
黄金 美元 人民币 银行 央行 财政 税收 贸易 关税 供应链 制造业 房地产 消费 收入 就业 劳动力 竞争 合作 战争 和平 安全 军队 武器
总统 选举 议会 法律 法院 权力 自由 民主 制度 改革 组织 团队 领导 员工 客户 创业 创新 品牌 广告 媒体 新闻 记者 节目 主持人 嘉宾
逻辑 证据 概念 理论 实验 科学 哲学 心理 宗教 信仰 道德 责任 机会 挑战 目标 计划 策略 战略 执行 反馈 效率 质量 规模 速度
`
  .trim()
  .split(/\s+/);

/**
 * Pairs of simplified and traditional characters: enough to make a post look traditional to the eye
 * and to the detection of languages.
 */
const traditionalPairs = `
们們 这這 个個 为為 国國 时時 说說 会會 对對 过過 发發 后後 经經 么麼 学學 没沒 动動 还還 进進 样樣 开開 实實 军軍 无無 与與 长長
机機 关關 点點 业業 将將 两兩 间間 问問 战戰 应應 头頭 体體 见見 产產 话話 内內 门門 儿兒 东東 声聲 员員 论論 处處 义義 认認 条條
气氣 题題 尔爾 别別 变變 总總 电電 数數 报報 结結 务務 场場 计計 资資 许許 统統 区區 队隊 决決 马馬 书書 则則 听聽 达達 强強 难難
权權 设設 记記 类類 边邊 张張 该該 规規 万萬 觉覺 术術 领領 确確 传傳 师師 观觀 识識 导導 争爭 运運 笔筆 来來 里裡 当當 现現 种種 从從
亿億 价價 华華 单單 卖賣 广廣 历歷 压壓 双雙 团團 图圖 圆圓 块塊 坏壞 声聲 复復 够夠 奖獎 妇婦 宝寶 宁寧 审審 宽寬 层層 岁歲 帮幫
币幣 带帶 库庫 态態 总總 恶惡 战戰 户戶 执執 扩擴 护護 择擇 损損 换換 断斷 旧舊 显顯 术術 杀殺 极極 构構 标標 树樹 欢歡 测測 济濟
满滿 热熱 爱愛 环環 疗療 监監 盘盤 确確 离離 称稱 竞競 级級 纪紀 约約 线線 组組 细細 终終 维維 网網 习習 职職 联聯 脑腦 艺藝 节節
药藥 虑慮 虽雖 补補 访訪 证證 评評 词詞 译譯 试試 语語 误誤 读讀 课課 谁誰 调調 谈談 负負 财財 责責 败敗 货貨 质質 贵貴 费費 贸貿
`
  .trim()
  .split(/\s+/);

/** How many words the vocabulary holds, and how many phrases of two or three words. */
const wordCount = 9_000;
const phraseCount = 20_000;
/** Share of phrases in a text, the rest being single words. Pairs of characters recur by them. */
const phraseShare = 0.7;

/** Words of Chinese text in order of rank, with their Zipf weights. */
export interface HanVocabulary {
  readonly words: readonly string[];
  readonly byRank: WeightedIndex;
  /** What sentences are made of: the words, then phrases of words that often stand together. */
  readonly units: readonly string[];
  readonly byUnitRank: WeightedIndex;
  /** Single characters, for names. */
  readonly characters: readonly string[];
}

/** Builds the vocabulary; the same for every seed, so that two corpora are of one language. */
export function hanVocabulary(): HanVocabulary {
  const random = new Random(0, 'han vocabulary');
  const characters = allCharacters(random);
  const byCharacterRank = new WeightedIndex(zipfWeights(characters.length, 1.6, 80));
  const known = new Set<string>();
  const add = (word: string): void => void known.add(word);

  [...frequentCharacters.slice(0, 50)].forEach(add);
  const everyday = random.shuffle(everydayWords);
  const singles = [...frequentCharacters.slice(50)];
  while (everyday.length > 0) {
    everyday.splice(0, 3).forEach(add);
    singles.splice(0, 1).forEach(add);
  }
  while (known.size < wordCount) {
    const length = random.chance(0.8) ? 2 : random.chance(0.6) ? 3 : 4;
    let word = '';
    while (word.length < length) word += characters[byCharacterRank.draw(random)] ?? '';
    add(word);
  }
  const words = [...known];
  const weights = zipfWeights(words.length, 1.05, 12);
  const byRank = new WeightedIndex(weights);
  const phrases = Array.from({ length: phraseCount }, () =>
    Array.from({ length: random.between(2, 3) }, () => words[byRank.draw(random)] ?? '').join(''),
  );
  const phraseWeights = scaledTo(zipfWeights(phraseCount, 1, 20), phraseShare);
  const unitWeights = [...scaledTo(weights, 1 - phraseShare), ...phraseWeights];
  return {
    words,
    byRank,
    units: [...words, ...phrases],
    byUnitRank: new WeightedIndex(unitWeights),
    characters,
  };
}

/** The weights in the same proportions, so that they add up to `sum`. */
function scaledTo(weights: readonly number[], sum: number): number[] {
  const total = weights.reduce((subtotal, weight) => subtotal + weight, 0);
  return weights.map((weight) => (weight * sum) / total);
}

/** The frequent characters, then the other 3,755 common ones of GB 2312 in a fixed random order. */
function allCharacters(random: Random): string[] {
  const decoder = new TextDecoder('gb18030');
  const others: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1) {
    const lastCell = row === 0xd7 ? 0xf9 : 0xfe;
    for (let cell = 0xa1; cell <= lastCell; cell += 1) {
      others.push(decoder.decode(Uint8Array.of(row, cell)));
    }
  }
  return [...new Set([...frequentCharacters, ...random.shuffle(others)])];
}

const traditionalOf = new Map(traditionalPairs.map((pair) => [pair.charAt(0), pair.charAt(1)]));

/** Text with the commonest simplified characters replaced by traditional ones. */
export function toTraditional(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (character) => traditionalOf.get(character) ?? character);
}
