import type { Words } from '../text/one-of.ts';

/*
 * Labels at the beginning of a paragraph, before a colon. Simplified only: what is matched is
 * folded first (`text/simplified.ts`).
 */

/** Labels of who speaks, without a name. */
export const ROLES: Words = [
  '主持人 主持 主播 嘉宾 记者 采访者 受访者 旁白 解说',
  '观众 听众 观众提问 提问者 提问 回答 问 答',
  'host guest interviewer interviewee narrator moderator reporter audience anchor announcer caller',
  /[QA]\d?/,
];

/** The same before a number or letter: `Speaker 1`, `嘉宾A`. */
export const NUMBERED_ROLES: Words = ['speaker host guest 主持人 嘉宾 说话人 发言人 讲者'];

/** Beginnings of labels in brackets that define no link, whatever follows. */
export const BRACKETED_ROLES: Words = [
  '主持人 嘉宾 说话人 发言人',
  /(?:speaker|host|guest|interviewer|q|a)\b/,
];

/**
 * Labels at the beginning of a line that begin a paragraph of their own. In both ways of writing,
 * since no other list is matched against every line: folding would cost more than it saves.
 */
export const TURN_STARTS: Words = ['主持人 嘉宾 嘉賓 问 問 答 Q A'];

/** Ends of labels that lead into a point of a list, an example, a section: nobody's name. */
export const LEAD_INS: Words = [
  // parts of a text
  '标题 摘要 概述 简介 介绍 内容 说明 补充 注 注解 注意 提示 声明 参考 资料 链接 书籍',
  '来源 出处 日期 作者 译者 部分 粘合句 关键 关键词 语录 金句 名言 总结 结论 结果',
  // parts of an argument
  '首先 其次 最后 观点 要点 核心 本质 意义 价值 作用 影响 原因 目标 目的 背景 现状 现象',
  '趋势 事实 数据 分析 解析 逻辑 定义 原理 原则 标准 理念 问题 对比 方面 阶段',
  '例子 例如 示例 比如 案例 场景 教训 启示 建议 优势 优点 劣势 缺点 特点 特征 风险 机会 挑战',
  // what is talked about
  '时间 地点 公司 产品 项目 系统 模块 功能 类型 工具 方法 方案 步骤 流程 策略 技巧',
  '优化 管理 治疗',
  /\S{2}[案法论性率度]/,
];

/** Labels in English that are nobody's name. */
export const LATIN_LEAD_INS: Words = [
  'summary note notes tip tips example title date source conclusion takeaway takeaways',
  'warning important re ps p.s. http https',
  /step \d/,
  /key .*/,
];

/** Characters that a phrase holds and a name does not. */
export const PHRASE_CHARACTERS = [
  '的是了在和与或及把被让将从向为以有这那就都会能要不没说道想看问讲告诉',
  '：:，。！？、；“”"《》=/+<>',
].join('');
