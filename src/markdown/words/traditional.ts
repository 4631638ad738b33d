/**
 * The characters of the word lists that are written in another way in traditional Chinese: each
 * simplified one, then its traditional forms. They are those of OpenCC, as in search
 * (`search/index/load-variants.ts`), and a test compares them. Written down, since to load OpenCC
 * takes each thread 40 ms.
 */
export const TRADITIONAL_FORMS = [
  '万萬 与與 个個箇 为為爲 义義 乐樂 书書 争爭 于於 产產産 亿億 仅僅 从從 们們 价價 众眾衆 优優 会會 体體 余餘 克剋 关關 内內 准準 出齣',
  '击擊 则則 别別彆 制製 动動 势勢 千韆 占佔 即卽 参參蔘 发發髮 只隻 台檯臺颱 号號 合閤 同衕 后後 向嚮曏 吨噸 听聽 启啓啟 员員 响響 回迴',
  '团團糰 国國 图圖 圆圓 场場 块塊 声聲 处處 实實 家傢 宾賓 对對 将將 尽儘盡 岁嵗歲 币幣 开開 当噹當 录彔錄録 征徵 念唸 总總 战戰 折摺',
  '据據 教敎 数數 时時 显顯 机機 条條 来來 查査 标標 核覈 欧歐 没沒 注註 测測 涨漲 湾灣 点點 状狀 现現 电電 疗療 码碼 确確 种種 称稱',
  '简簡 类類 系係繫 约約 纪紀 绍紹 经經 结結 统統 编編 群羣 节節 虽雖 补補 见見 观觀 认認 让讓 训訓 议議 记記 讲講 论論 访訪 识識 诉訴',
  '词詞 译譯 话話 该該 详詳 语語 误誤 说說説 请請 质質 贬貶 资資 趋趨 辑輯 过過 运運 还還 这這 逻邏 逾踰 采埰寀採 里裏裡 链鏈 锈銹鏽',
  '键鍵 镑鎊 长長 问問 间間 阶階 险險 隐隱 面麪麫麵 页頁 项項 题題 风風 骤驟',
].join(' ');
