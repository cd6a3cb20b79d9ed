"use strict";

// This page needs nothing but itself, and the recordings beside it. Every value in it came from elsewhere and may be hostile:
// values become text (textContent) and never markup, and words of the service are looked up in Maps, never as properties.

/**
 * @typedef {{ heard: number, verdict: "" | "Good" | "Coach", note: string, at: string }} Mark
 * @typedef {{ rows: number, title: string | null, made: string, offsetMinutes: number, archive: string, ledgerHead: string,
 *   masked: boolean, archiveAddress: string, waveforms: string | null, newest: number, idBytes: number, outcomes: string[],
 *   columns: Record<string, [number, number, number]>, idColumns: Record<string, [number, number, number]> }} Facts
 */

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);

/** @type {Facts} */
const facts = JSON.parse($("facts").textContent);
const rowCount = facts.rows;

// ── Texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const texts = {
  en: {
    locale: "en", other: "中文", otherName: "切换到中文", name: "Recording catalogue",
    made: "Made {0} · times are UTC{1}", count: "of {0} recordings", countOne: "of 1 recording", all: "{0} recordings", allOne: "1 recording",
    search: "Search", searchHint: "Agent, number, extension, id", filters: "Filters", chosenFilters: "Chosen filters", clearAll: "Clear all", remove: "Remove filter: {0}",
    date: "Date", from: "From", to: "To", length: "Length", atLeast: "≥ {0} min", shortest: "Shortest, such as 2:00", longest: "Longest, such as 10:00", direction: "Direction", review: "Review",
    agent: "Agent", findAgent: "Find an agent", allAgents: "Show all {0}", fewerAgents: "Show fewer", state: "State", outcome: "Audio",
    today: "Today", yesterday: "Yesterday", thisWeek: "This week", lastWeek: "Last week", thisMonth: "This month", lastMonth: "Last month",
    byDay: "Calls by day", byDays: "Calls by day, {0} days a bar", byHour: "Weekday × hour", byLength: "Length of calls", weekdays: "Mon,Tue,Wed,Thu,Fri,Sat,Sun",
    chartDays: "Calls by day, from {0} to {1}; most: {2}. Drag to choose days; the date fields do the same.", chartHours: "Calls by weekday and hour; most on {0} at {1}:00, {2} calls.",
    chartLengths: "Calls by length; most: {0}, {1} calls. Drag to choose lengths; the length fields do the same.",
    recordings: "Recordings", time: "Time", parties: "Caller → callee", size: "Size", playRow: "Play", pauseRow: "Pause",
    nothing: "No recording matches. Take a filter away or search for something else.", nothingAtAll: "This catalogue is empty.",
    player: "Player", play: "Play", pause: "Pause", previous: "Previous recording", next: "Next recording", back: "Back 10 seconds", forward: "Forward 10 seconds",
    speed: "Speed", position: "Position", positionOf: "{0} of {1}", skipSilence: "Skip silence", good: "Good", coach: "Coach", note: "Note", details: "Details",
    unheard: "Not heard", heard: "Heard", heardSeconds: "Heard {0}", hasNote: "has a note",
    noAudio: "No audio", shortAudio: "The audio ends early: {0} of {1}", gone: "The file cannot be opened. It was moved or deleted, or this browser cannot play its format: {0}", broken: "The file is damaged: {0}",
    network: "The connection broke while reading the file: {0}", noSeek: "This server cannot jump inside a file. Copy the folder to a disk, or use another server.",
    noDevice: "No sound comes out: is a sound device connected?", unsafe: "The catalogue names a file that it must not open.", blocked: "The browser did not let the sound start. Press play again.",
    noWave: "No waveform",
    markedGood: "Good: {0}", markedCoach: "Coach: {0}", unmarked: "No verdict: {0}", noted: "Note kept: {0}",
    exportMarks: "Export marks", importMarks: "Import marks", exported: "{0} marks exported: {1}", noMarks: "There are no marks yet.",
    imported: "{0} new, {1} newer, {2} the same or older (kept yours), {3} unknown to this page.", notMarks: "This is not a file of marks: it has no column Id.",
    storeFull: "The browser's store is full: new marks are kept only until this page closes. Export them.",
    storeForbidden: "The browser does not let this page store anything: marks are kept only until this page closes. Export them.",
    storeBroken: "Stored marks of {0} recordings could not be read.",
    sample: "Sample", sampleTitle: "Draw a sample", sampleText: "Draws calls with audio for each agent from what is filtered (without the review filter). The same seed and filters draw the same calls on any machine.",
    perAgent: "Calls for each agent", seed: "Seed", draw: "Draw", cancel: "Cancel", endSample: "End the sample", sampleChip: "Sample: {0} an agent, seed {1}",
    help: "Keys and help", close: "Close", helpMarks: "Marks stay in this browser; a private window forgets them when it closes. Export them to keep or send them. Import the marks of other people: for each recording, the newer mark wins.",
    helpFacts: "Archive {0} · ledger head {1}", theme: "Appearance: {0}", themeAuto: "as the system", themeLight: "light", themeDark: "dark",
    id: "Id", callId: "Call id", start: "Start", end: "End", caller: "Caller", callee: "Callee", extension: "Extension", agentId: "Agent id", audioLength: "Audio", file: "File", error: "Why no audio",
    keys: [["/", "search"], ["f", "filters"], ["↑ ↓ · k j", "move in the list"], ["Enter", "play"], ["Space", "pause, go on"], ["← →", "10 seconds back, forward"], ["Shift ← →", "previous, next"], ["[ ]", "slower, faster"], ["s", "skip silence"], ["g", "good"], ["c", "coach"], ["n", "note"], ["i", "details"], ["?", "this help"], ["Esc", "close, back to the list"]],
    words: [["Inbound", "Inbound"], ["Outbound", "Outbound"], ["Internal", "Internal"], ["Offhook", "Off-hook"], ["PreOccupied", "Preemptive"], ["PreDictive", "Predictive"], ["Success", "Success"], ["Fail", "Failed"]],
    outcomes: [["Saved", "Saved"], ["Short", "Ends early"], ["Missing", "Missing"], ["NotFound", "Not found"], ["Failed", "Not saved yet"], ["Removed", "Removed"]],
  },
  zh: {
    locale: "zh-CN", other: "English", otherName: "Switch to English", name: "录音调听",
    made: "生成于 {0} · 时间为 UTC{1}", count: "/ 共 {0} 条录音", countOne: "/ 共 1 条录音", all: "共 {0} 条录音", allOne: "共 1 条录音",
    search: "搜索", searchHint: "坐席、号码、分机、ID", filters: "筛选", chosenFilters: "已选条件", clearAll: "全部清除", remove: "取消筛选：{0}",
    date: "日期", from: "开始日期", to: "结束日期", length: "时长", atLeast: "≥ {0} 分钟", shortest: "最短时长，如 2:00", longest: "最长时长，如 10:00", direction: "呼叫方向", review: "质检",
    agent: "坐席", findAgent: "查找坐席", allAgents: "显示全部 {0} 名", fewerAgents: "收起", state: "状态", outcome: "音频",
    today: "今天", yesterday: "昨天", thisWeek: "本周", lastWeek: "上周", thisMonth: "本月", lastMonth: "上月",
    byDay: "每日通话量", byDays: "通话量（每 {0} 天）", byHour: "星期 × 小时", byLength: "时长分布", weekdays: "周一,周二,周三,周四,周五,周六,周日",
    chartDays: "每日通话量，{0} 至 {1}，最多 {2} 通。拖动可选择日期，也可使用日期输入框。", chartHours: "按星期和小时统计，{0} {1} 点最多，{2} 通。",
    chartLengths: "按时长统计，{0} 最多，{1} 通。拖动可选择时长，也可使用时长输入框。",
    recordings: "录音列表", time: "时间", parties: "主叫 → 被叫", size: "大小", playRow: "播放", pauseRow: "暂停",
    nothing: "没有符合条件的录音。请减少筛选条件，或换个词搜索。", nothingAtAll: "目录中没有录音。",
    player: "播放器", play: "播放", pause: "暂停", previous: "上一条录音", next: "下一条录音", back: "后退 10 秒", forward: "前进 10 秒",
    speed: "速度", position: "播放位置", positionOf: "{0}，共 {1}", skipSilence: "跳过静音", good: "良好", coach: "待辅导", note: "备注", details: "详情",
    unheard: "未听", heard: "已听", heardSeconds: "已听 {0}", hasNote: "有备注",
    noAudio: "没有音频", shortAudio: "音频比通话短：{0} / {1}", gone: "文件打不开：可能已移动或删除，或浏览器不支持该格式：{0}", broken: "文件已损坏：{0}",
    network: "读取文件时连接中断：{0}", noSeek: "该服务器不支持跳转播放。请把文件夹复制到磁盘，或换一台服务器。",
    noDevice: "没有声音输出：请检查音频设备。", unsafe: "目录中的文件路径不安全，未打开。", blocked: "浏览器阻止了播放，请再按一次播放。",
    noWave: "没有波形",
    markedGood: "良好：{0}", markedCoach: "待辅导：{0}", unmarked: "已取消评价：{0}", noted: "备注已保存：{0}",
    exportMarks: "导出质检", importMarks: "导入质检", exported: "已导出 {0} 条质检记录：{1}", noMarks: "还没有质检记录。",
    imported: "新增 {0} 条，更新 {1} 条，{2} 条相同或较旧（保留本机的），{3} 条不在本目录中。", notMarks: "这不是质检记录文件：没有 Id 列。",
    storeFull: "浏览器存储已满：新的质检记录只保留到关闭本页为止，请及时导出。",
    storeForbidden: "浏览器不允许本页保存数据：质检记录只保留到关闭本页为止，请及时导出。",
    storeBroken: "有 {0} 条录音的质检记录无法读取。",
    sample: "抽样", sampleTitle: "抽样质检", sampleText: "从当前筛选结果（不含质检条件）中，为每名坐席抽取有音频的通话。种子和筛选条件相同，在任何电脑上抽到的都一样。",
    perAgent: "每名坐席抽取", seed: "种子", draw: "抽取", cancel: "取消", endSample: "结束抽样", sampleChip: "抽样：每名坐席 {0} 条，种子 {1}",
    help: "快捷键与帮助", close: "关闭", helpMarks: "质检记录保存在本浏览器中，无痕窗口关闭后会丢失。导出后可留存或发给他人；导入他人的记录时，每条录音以较新的为准。",
    helpFacts: "归档 {0} · 账本哈希 {1}", theme: "外观：{0}", themeAuto: "跟随系统", themeLight: "浅色", themeDark: "深色",
    id: "录音 ID", callId: "通话 ID", start: "开始", end: "结束", caller: "主叫", callee: "被叫", extension: "分机", agentId: "坐席工号", audioLength: "音频时长", file: "文件", error: "无音频原因",
    keys: [["/", "搜索"], ["f", "筛选"], ["↑ ↓ · k j", "在列表中移动"], ["Enter", "播放"], ["空格", "暂停、继续"], ["← →", "后退、前进 10 秒"], ["Shift ← →", "上一条、下一条"], ["[ ]", "减速、加速"], ["s", "跳过静音"], ["g", "良好"], ["c", "待辅导"], ["n", "备注"], ["i", "详情"], ["?", "本帮助"], ["Esc", "关闭，回到列表"]],
    words: [["Inbound", "呼入"], ["Outbound", "呼出"], ["Internal", "内部"], ["Offhook", "摘机"], ["PreOccupied", "预占式外呼"], ["PreDictive", "预测式外呼"], ["Success", "成功"], ["Fail", "失败"]],
    outcomes: [["Saved", "已保存"], ["Short", "短于通话"], ["Missing", "缺失"], ["NotFound", "不存在"], ["Failed", "尚未保存"], ["Removed", "已删除"]],
  },
};

/** @type {any} */
let text = texts.en;
/** @type {Map<string, string>} */
let words = new Map();
/** @type {Map<string, string>} */
let outcomeWords = new Map();
let numbers = new Intl.NumberFormat("en");

/** A text with its places filled. @param {string} key @param {...(string | number)} values */
function say(key, ...values) {
  return text[key].replace(/\{(\d)\}/g, (/** @type {string} */ _, /** @type {string} */ place) => String(values[Number(place)]));
}

// ── Data ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The bytes of a block of base64, which is taken out of the page. @param {string} id @returns {Uint8Array} */
function takeBytes(id) {
  const block = $(id);
  const base64 = block.textContent;
  block.remove();
  const fromBase64 = /** @type {any} */ (Uint8Array).fromBase64;
  if (fromBase64) {
    return fromBase64.call(Uint8Array, base64);
  }

  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = binary.charCodeAt(i);
  }

  return bytes;
}

/** @param {Uint8Array} bytes @returns {Promise<ArrayBuffer>} */
function inflate(bytes) {
  const stream = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
}

/** Columns in an inflated buffer. @param {ArrayBuffer} buffer @param {Record<string, [number, number, number]>} places */
function columnsOf(buffer, places) {
  return {
    /** @param {string} name */
    has: (name) => Object.hasOwn(places, name),
    /** @param {string} name @returns {any} */
    numbers(name) {
      const [offset, width, count] = places[name];
      return width === 1 ? new Uint8Array(buffer, offset, count) : width === 2 ? new Uint16Array(buffer, offset, count) : new Uint32Array(buffer, offset, count);
    },
    /** @param {string} name */
    texts(name) {
      const [offset, , count] = places[name];
      return new TextColumn(new TextDecoder().decode(new Uint8Array(buffer, offset, count)), this.numbers(name + "Lengths"));
    },
  };
}

/** Many texts in one string: a text is cut out only when it is needed, and one search runs over all of them. */
class TextColumn {
  /** @param {string} joined @param {ArrayLike<number>} lengths */
  constructor(joined, lengths) {
    this.joined = joined;
    /** The string in lower case; empty before the first search. */
    this.folded = "";
    this.count = lengths.length;
    this.starts = new Uint32Array(lengths.length + 1);
    for (let i = 0; i < lengths.length; i++) {
      this.starts[i + 1] = this.starts[i] + lengths[i] + 1;
    }
  }

  /** @param {number} index */
  at(index) {
    return this.joined.slice(this.starts[index], this.starts[index + 1] - 1);
  }

  all() {
    return Array.from({ length: this.count }, (_, i) => this.at(i));
  }

  /** Prepares a search. */
  prepare() {
    this.folded ||= fold(this.joined);
  }

  /** Marks the texts that contain a word in lower case. @param {string} word @param {Uint8Array} hits @param {number} shift */
  find(word, hits, shift) {
    this.prepare();
    let index = 0;
    for (let at = this.folded.indexOf(word); at >= 0; at = this.folded.indexOf(word, this.starts[index])) {
      // Finds the text that contains this position, by binary search.
      let last = this.count;
      while (last - index > 1) {
        const middle = (index + last) >> 1;
        if (this.starts[middle] <= at) {
          index = middle;
        } else {
          last = middle;
        }
      }

      hits[index + shift] = 1;
      if (++index >= this.count) {
        break;
      }
    }
  }
}

/** Lower case of the same length, so that places stay where they are. @param {string} value */
function fold(value) {
  const lower = value.toLowerCase();
  return lower.length === value.length ? lower : Array.from(value, (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join("");
}

const NONE = -0x80000000;

/** What the page knows of its recordings, a column each. @type {any} */
const data = {};

/** Reads the columns. @param {ReturnType<typeof columnsOf>} columns */
function readColumns(columns) {
  // Seconds since 2000 as the archive's clock showed them.
  const start = (data.start = new Int32Array(rowCount).fill(NONE));
  const steps = columns.numbers("start");
  let at = facts.newest;
  for (let i = 0; i < steps.length; i++) {
    start[i] = at -= steps[i];
  }

  data.timed = steps.length;
  for (const name of ["endGap", "length", "audioGap", "size", "direction", "state", "outcome", "agent", "device", "pattern", "error", "agentId", "agentName"]) {
    data[name] = columns.numbers(name);
  }

  data.words = columns.texts("words").all();
  data.agentIds = columns.texts("agentIds").all();
  data.agentNames = columns.texts("agentNames").all();
  data.devices = columns.texts("devices");
  data.patterns = columns.texts("patterns").all();
  data.errors = columns.texts("errors");
  data.numbers = columns.texts("numbers");

  const parties = columns.numbers("parties");
  data.ani = new Uint32Array(rowCount);
  data.dnis = new Uint32Array(rowCount);
  for (let i = 0, seen = 0; i < rowCount; i++) {
    let code = parties[2 * i];
    data.ani[i] = code === 0 ? 0 : code === 1 ? ++seen : seen - code + 2;
    code = parties[2 * i + 1];
    data.dnis[i] = code === 0 ? 0 : code === 1 ? ++seen : seen - code + 2;
  }

  // For a person who listens, saved and resumed recordings are the same.
  const resumed = facts.outcomes.indexOf("Resumed");
  data.outcome = data.outcome.map((/** @type {number} */ outcome) => (outcome === resumed ? 0 : outcome));
  data.day = new Int32Array(rowCount).fill(NONE);
  data.hour = new Uint8Array(rowCount).fill(255);
  for (let i = 0; i < data.timed; i++) {
    const day = Math.floor(start[i] / 86400);
    data.day[i] = day;
    data.hour[i] = weekdayOf(day) * 24 + Math.floor((start[i] - day * 86400) / 3600);
  }

  data.review = new Uint8Array(rowCount);
}

/** Reads the ids. @param {ReturnType<typeof columnsOf>} columns @param {Uint8Array} uuids */
function readIds(columns, uuids) {
  const codes = columns.numbers("call");
  data.call = new Uint32Array(rowCount);
  let calls = 0;
  for (let i = 0; i < rowCount; i++) {
    const code = codes[i];
    data.call[i] = code < 2 ? code : code === 2 ? ++calls + 1 : calls - (code - 2) + 2;
  }

  data.ids = new Ids(columns, "id", uuids, 0, rowCount);
  data.calls = new Ids(columns, "callId", uuids, data.ids.bytes, calls);
}

/** Ids: UUIDs as 16 bytes each, others as texts. */
class Ids {
  /** @param {ReturnType<typeof columnsOf>} columns @param {string} name @param {Uint8Array} uuids @param {number} offset @param {number} count */
  constructor(columns, name, uuids, offset, count) {
    this.count = count;
    let packed = count;
    if (columns.has(name + "IsText")) {
      this.isText = columns.numbers(name + "IsText");
      this.texts = columns.texts(name + "Texts");
      this.places = new Uint32Array(count);
      packed = 0;
      for (let i = 0, textCount = 0; i < count; i++) {
        this.places[i] = this.isText[i] ? textCount++ : packed++;
      }
    }

    this.bytes = packed * 16;
    this.uuids = uuids.subarray(offset, offset + this.bytes);
    this.first = new Uint32Array(uuids.buffer, uuids.byteOffset + offset, packed * 4);
  }

  /** @param {number} index */
  at(index) {
    if (this.isText?.[index]) {
      return /** @type {TextColumn} */ (this.texts).at(/** @type {Uint32Array} */ (this.places)[index]);
    }

    return uuidText(this.uuids, 16 * (this.places ? this.places[index] : index));
  }

  /** Four words that tell an id from others. @param {number} index @param {Uint32Array} into */
  words(index, into) {
    if (this.isText?.[index]) {
      const id = this.at(index);
      into.set([hash(id, 1), hash(id, 2), hash(id, 3), hash(id, 4)]);
    } else {
      const at = 4 * (this.places ? this.places[index] : index);
      into.set(this.first.subarray(at, at + 4));
    }
  }

  /** Marks the ids that contain a word. @param {string} word @param {Uint8Array} hits @param {number} shift */
  find(word, hits, shift) {
    const texts = new Uint8Array(this.texts?.count ?? 0);
    this.texts?.find(word, texts, 0);

    // Many UUIDs contain a short run of digits by chance, so such a word is searched only in other fields.
    const digits = word.replaceAll("-", "");
    const isUuid = digits.length >= 6 && digits.length <= 32 && /^[0-9a-f]+$/.test(digits);
    const wanted = Uint8Array.from(isUuid ? digits : "", (digit) => parseInt(digit, 16));
    for (let i = 0; i < this.count; i++) {
      const place = this.places ? this.places[i] : i;
      if (this.isText?.[i] ? texts[place] : isUuid && holds(this.uuids, 16 * place, wanted)) {
        hits[i + shift] = 1;
      }
    }
  }
}

/** @param {Uint8Array} bytes @param {number} at @param {Uint8Array} wanted half bytes */
function holds(bytes, at, wanted) {
  const first = wanted[0];
  for (let from = 0; from <= 32 - wanted.length; from++) {
    let i = 0;
    for (let place = from; i < wanted.length; i++, place++) {
      const byte = bytes[at + (place >> 1)];
      if ((place & 1 ? byte & 15 : byte >> 4) !== (i ? wanted[i] : first)) {
        break;
      }
    }

    if (i === wanted.length) {
      return true;
    }
  }

  return false;
}

const hexBytes = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));

/** @param {Uint8Array} bytes @param {number} at */
function uuidText(bytes, at) {
  let id = "";
  for (let i = 0; i < 16; i++) {
    id += (i === 4 || i === 6 || i === 8 || i === 10 ? "-" : "") + hexBytes[bytes[at + i]];
  }

  return id;
}

/** @param {string} value @param {number} seed */
function hash(value, seed) {
  let sum = Math.imul(seed, 0x9e3779b1) ^ 0x811c9dc5;
  for (let i = 0; i < value.length; i++) {
    sum = Math.imul(sum ^ value.charCodeAt(i), 0x01000193);
  }

  return mix(sum);
}

/** Spreads the bits of a number. @param {number} value */
function mix(value) {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

// ── Times and numbers ────────────────────────────────────────────────────────────────────────────────────────────────────

const DASH = "–";
const EPOCH = Date.UTC(2000, 0, 1) / 1000;

/** Monday is 0. @param {number} day days since 2000-01-01, a Saturday */
function weekdayOf(day) {
  return (((day + 5) % 7) + 7) % 7;
}

/** @param {number} seconds since 2000 */
function timeText(seconds) {
  return seconds === NONE ? DASH : new Date((EPOCH + seconds) * 1000).toISOString().slice(0, 19).replace("T", " ");
}

/** @param {number} day */
function dayText(day) {
  return timeText(day * 86400).slice(0, 10);
}

/** The day of a date as the date fields write it; NaN for none. @param {string} value */
function dayOf(value) {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? Math.floor(Date.parse(value) / 86400000) - EPOCH / 86400 : NaN;
}

/** @param {number} seconds */
function lengthText(seconds) {
  const whole = Math.floor(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return (h ? `${h}:${String(m).padStart(2, "0")}` : m) + ":" + String(s).padStart(2, "0");
}

/** Seconds of "120", "2:00", "1:02:03" or "2 min"; NaN for anything else. @param {string} value */
function secondsOf(value) {
  const clean = value.trim().replaceAll("：", ":").replace(/^(\d{1,4}) ?(?:m|min|分|分钟)$/i, "$1:00");
  return /^\d{1,6}(:\d{1,2}){0,2}$/.test(clean) ? clean.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) : NaN;
}

/** @param {number} bytes */
function sizeText(bytes) {
  return bytes < 1e6 ? `${numbers.format(Math.ceil(bytes / 1000))} kB` : `${numbers.format(Math.round(bytes / 1e5) / 10)} MB`;
}

/** UTC+08:00 as "+08:00". */
function offsetText() {
  const minutes = Math.abs(facts.offsetMinutes);
  return (facts.offsetMinutes < 0 ? "-" : "+") + String(Math.floor(minutes / 60)).padStart(2, "0") + ":" + String(minutes % 60).padStart(2, "0");
}

/** Today where the archive is. */
function today() {
  return Math.floor((Date.now() / 1000 + facts.offsetMinutes * 60 - EPOCH) / 86400);
}

// ── One recording ────────────────────────────────────────────────────────────────────────────────────────────────────────

const REVIEWS = ["unheard", "heard", "good", "coach"];

/** @param {number} row */
const agentName = (row) => data.agentNames[data.agentName[data.agent[row]]] || data.agentIds[data.agentId[data.agent[row]]];
/** @param {number} row */
const numberAt = (row) => (row ? data.numbers.at(row - 1) : "");
/** What people call a number: without the domain. @param {string} number */
const shortNumber = (number) => number.replace(/(.)@.*$/su, "$1");
/** A word of the service in the reader's language. @param {string} word */
const wordText = (word) => words.get(word) ?? word;
/** @param {number} row */
const isPlayable = (row) => data.pattern[row] !== 0;
/** Decodes a difference of the columns; NaN for 0, which means unknown. @param {number} gap */
const gapOf = (gap) => (gap === 0 ? NaN : gap & 1 ? (gap - 1) / 2 : -gap / 2);
/** The length of the call in seconds; 0 if unknown. @param {number} row */
const callSeconds = (row) => Math.max(data.length[row] - 1, 0);
/** The length of the audio in seconds, measured in the file; NaN if its format does not reveal it. @param {number} row */
const audioSeconds = (row) => callSeconds(row) + gapOf(data.audioGap[row]);
/** @param {number} row */
const endOf = (row) => {
  const end = data.start[row] === NONE ? NaN : data.start[row] + callSeconds(row) + gapOf(data.endGap[row]);
  return Number.isNaN(end) ? NONE : end;
};
/** @param {number} row */
const isShort = (row) => facts.outcomes[data.outcome[row]] === "Short";

/** @param {number} row */
function partiesText(row) {
  const [ani, dnis] = [shortNumber(numberAt(data.ani[row])), shortNumber(numberAt(data.dnis[row]))];
  return ani || dnis ? [ani || DASH, dnis || DASH] : [shortNumber(data.devices.at(data.device[row]))];
}

/** What a recording is called in a sentence. @param {number} row */
function titleOf(row) {
  return [agentName(row) || shortNumber(data.devices.at(data.device[row])), wordText(data.words[data.direction[row]]), timeText(data.start[row]).slice(0, 16)].filter(Boolean).join(" · ");
}

/** The path below the archive: the pattern with the recording's own values in place of marks. @param {number} row */
function pathOf(row) {
  const pattern = data.patterns[data.pattern[row]];
  if (pattern[0] === "\0") {
    return pattern.slice(1);
  }

  const time = timeText(data.start[row]).replace(/[-: ]/g, "");
  return pattern.replace(/[\x01-\x05\x0e-\x14]/g, (/** @type {string} */ mark) => {
    switch (mark.charCodeAt(0)) {
      case 1: return data.ids.at(row);
      case 2: return callIdOf(row);
      case 3: return data.devices.at(data.device[row]);
      case 4: return data.agentIds[data.agentId[data.agent[row]]];
      case 5: return data.agentNames[data.agentName[data.agent[row]]];
      case 14: return time;
      case 15: return time.slice(0, 8);
      case 16: return timeText(data.start[row]).slice(0, 10);
      case 17: return time.slice(4, 8);
      case 18: return time.slice(0, 4);
      case 19: return time.slice(4, 6);
      default: return time.slice(6, 8);
    }
  });
}

/** @param {number} row */
function callIdOf(row) {
  const call = data.call[row];
  return call === 0 ? "" : call === 1 ? data.ids.at(row) : data.calls.at(call - 2);
}

/** The address of a file below the archive; null where it would not lead there. @param {string} path */
function addressOf(path) {
  const segments = path.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === ".." || /[\\\0]/.test(segment))) {
    return null;
  }

  try {
    const way = facts.archiveAddress.split("/").map((segment) => (segment === ".." ? segment : encodeURIComponent(segment)));
    return (way.length > 1 ? way.join("/") : "./") + segments.map(encodeURIComponent).join("/");
  } catch {
    return null; // an unpaired surrogate has no address
  }
}

// ── Filters ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

// Each filter has a bit in every row, which is set if the row does not pass. A row without bits matches. A row with exactly one bit
// counts in that filter's own facet, so that the facet shows how many rows another value would give.
const BIT = { search: 1, date: 2, length: 4, direction: 8, agent: 16, state: 32, outcome: 64, review: 128, sample: 256 };
const FACETS = ["direction", "review", "agent", "state", "outcome"];

const filter = {
  search: "",
  /** Days; NaN for open ends. */
  from: NaN, to: NaN,
  shortest: NaN, longest: NaN,
  /** @type {Set<number>} */ direction: new Set(),
  /** @type {Set<number>} */ review: new Set(),
  /** @type {Set<number>} */ agent: new Set(),
  /** @type {Set<number>} */ state: new Set(),
  /** @type {Set<number>} */ outcome: new Set(),
  /** @type {null | { size: number, seed: string }} */ sample: null,
};

const missing = new Uint16Array(rowCount);
/** The rows that match, in the order of the list. */
const list = new Uint32Array(rowCount);
let listed = 0;
/** @type {any} */
const counts = {};

// The loops below are written out: each runs over every row, and a function for each row would cost more than its work.

/** @param {string} facet */
function judgeFacet(facet) {
  const [bit, chosen, column] = [/** @type {any} */ (BIT)[facet], /** @type {any} */ (filter)[facet], data[facet]];
  if (!chosen.size) {
    clearBit(bit);
    return;
  }

  const fails = new Uint16Array(counts[facet].length).fill(bit);
  chosen.forEach((/** @type {number} */ value) => (fails[value] = 0));
  for (let row = 0; row < rowCount; row++) {
    missing[row] = (missing[row] & ~bit) | fails[column[row]];
  }
}

function judgeDate() {
  judgeRange(BIT.date, data.day, filter.from, filter.to, NONE);
}

function judgeLength() {
  // The column holds seconds plus one; 0 is unknown.
  judgeRange(BIT.length, data.length, filter.shortest + 1, filter.longest + 1, 0);
}

/** @param {number} bit @param {Int32Array} column @param {number} from @param {number} to @param {number} unknown */
function judgeRange(bit, column, from, to, unknown) {
  if (Number.isNaN(from) && Number.isNaN(to)) {
    clearBit(bit);
    return;
  }

  const [least, most] = [Number.isNaN(from) ? -Infinity : from, Number.isNaN(to) ? Infinity : to];
  for (let row = 0; row < rowCount; row++) {
    const value = column[row];
    missing[row] = value >= least && value <= most && value !== unknown ? missing[row] & ~bit : missing[row] | bit;
  }
}

/** @param {number} bit */
function clearBit(bit) {
  for (let row = 0; row < rowCount; row++) {
    missing[row] &= ~bit;
  }
}

/** Every word has to be somewhere in the recording. */
function judgeSearch() {
  const wanted = fold(filter.search).split(/\s+/u).filter(Boolean);
  clearBit(BIT.search);
  for (const word of wanted) {
    const inNumber = new Uint8Array(data.numbers.count + 1);
    data.numbers.find(word, inNumber, 1);
    const inDevice = new Uint8Array(data.devices.count);
    data.devices.find(word, inDevice, 0);
    const inAgent = Uint8Array.from(data.agentId, (id, i) => Number(fold(data.agentIds[id]).includes(word) || fold(data.agentNames[data.agentName[i]]).includes(word)));
    const inId = new Uint8Array(rowCount);
    const inCall = new Uint8Array((data.calls?.count ?? 0) + 2);
    if (data.ids) {
      data.ids.find(word, inId, 0);
      data.calls.find(word, inCall, 2);
    }

    const { ani, dnis, device, agent, call } = data;
    for (let row = 0; row < rowCount; row++) {
      if (!(inNumber[ani[row]] | inNumber[dnis[row]] | inDevice[device[row]] | inAgent[agent[row]] | inId[row] | (call ? inCall[call[row]] : 0))) {
        missing[row] |= BIT.search;
      }
    }
  }
}

/** Draws the sample: the calls whose ids come first when the seed shuffles them. The same seed and filters draw the same calls on any machine. */
function judgeSample() {
  const sample = filter.sample;
  if (!sample) {
    clearBit(BIT.sample);
    return;
  }

  const others = BIT.review | BIT.sample;
  const seed = hash(sample.seed, 0);
  const id = new Uint32Array(4);
  /** @type {{ row: number, key: number }[][]} */
  const drawn = Array.from({ length: data.agentId.length }, () => []);
  for (let row = 0; row < rowCount; row++) {
    if (missing[row] & ~others || !isPlayable(row)) {
      continue;
    }

    data.ids.words(row, id);
    const key = mix(mix(mix(mix(seed ^ id[0]) ^ id[1]) ^ id[2]) ^ id[3]);
    const best = drawn[data.agent[row]];
    if (best.length < sample.size || key < best[best.length - 1].key) {
      best.push({ row, key });
      best.sort((a, b) => a.key - b.key);
      best.length = Math.min(best.length, sample.size);
    }
  }

  for (let row = 0; row < rowCount; row++) {
    missing[row] |= BIT.sample;
  }

  drawn.flat().forEach(({ row }) => (missing[row] &= ~BIT.sample));
}

/** Counts what matches, for the facets and the charts. */
function count() {
  for (const name of Object.keys(counts)) {
    counts[name].fill(0);
  }

  const { direction, agent, state, outcome, review, day, hour, length } = data;
  const { days, lengths, hours } = counts;
  const firstDay = chart.firstDay, daysPerBar = chart.daysPerBar, lastBar = chart.bars - 1, bars = chart.lengthBar;
  for (let row = 0; row < rowCount; row++) {
    const bits = missing[row];
    if (bits & (bits - 1)) {
      continue;
    }

    if (bits === 0) {
      counts.direction[direction[row]]++;
      counts.agent[agent[row]]++;
      counts.state[state[row]]++;
      counts.outcome[outcome[row]]++;
      counts.review[review[row]]++;
      if (hour[row] < 168) {
        hours[hour[row]]++;
      }
    } else if (bits === BIT.direction) {
      counts.direction[direction[row]]++;
    } else if (bits === BIT.agent) {
      counts.agent[agent[row]]++;
    } else if (bits === BIT.state) {
      counts.state[state[row]]++;
    } else if (bits === BIT.outcome) {
      counts.outcome[outcome[row]]++;
    } else if (bits === BIT.review) {
      counts.review[review[row]]++;
    }

    if ((bits === 0 || bits === BIT.date) && day[row] !== NONE) {
      days[Math.max(0, Math.min(lastBar, Math.floor((day[row] - firstDay) / daysPerBar)))]++;
    }

    if ((bits === 0 || bits === BIT.length) && length[row]) {
      lengths[bars[Math.min(length[row] - 1, bars.length - 1)]]++;
    }
  }
}

// ── Order ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const COLUMNS = ["time", "length", "direction", "agent", "parties", "size", "review"];
/** Newest first is the order of the data. */
const NEWEST = "-time";
let order = NEWEST;
/** @type {Map<string, Uint32Array>} */
const permutations = new Map();

/** @param {Uint32Array} keys @param {Uint32Array} rank @param {ArrayLike<number>} column */
function rankRows(keys, rank, column) {
  for (let row = 0; row < rowCount; row++) {
    keys[row] = rank[column[row]];
  }

  return keys;
}

/** Numbers that sort as a column does; 0 sorts last, whichever way. @param {string} column @returns {Uint32Array} */
function sortKeys(column) {
  const keys = new Uint32Array(rowCount);
  /** @param {string[]} values */
  const ranks = (values) => {
    const collator = new Intl.Collator(text.locale);
    const rank = new Uint32Array(values.length);
    values.map((_, i) => i).sort((a, b) => collator.compare(values[a], values[b])).forEach((i, place) => (rank[i] = values[i] ? place + 1 : 0));
    return rank;
  };
  if (column === "direction") {
    const rank = ranks(data.words.map(wordText));
    return rankRows(keys, rank, data.direction);
  }

  if (column === "agent") {
    const names = Array.from(data.agentId, (id, i) => data.agentNames[data.agentName[i]] || data.agentIds[id]);
    const rank = ranks(/** @type {string[]} */ (names));
    return rankRows(keys, rank, data.agent);
  }

  if (column === "parties") {
    const rank = (data.numberRank ??= rankNumbers());
    const { ani, dnis } = data;
    for (let row = 0; row < rowCount; row++) {
      keys[row] = rank[ani[row]] || rank[dnis[row]];
    }
  } else if (column === "time") {
    for (let row = 0; row < data.timed; row++) {
      keys[row] = rowCount - row;
    }
  } else {
    keys.set(data[column]);
  }

  return keys;
}

/** Ranks caller and callee numbers by their digits, because comparing a hundred thousand texts takes too long. */
function rankNumbers() {
  const { joined, starts, count } = data.numbers;
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let value = 0;
    let digits = 0;
    for (let at = starts[i]; at < starts[i + 1] - 1 && digits < 15; at++) {
      const digit = joined.charCodeAt(at) - 48;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digits++;
      } else if (digit === 16) {
        break; // the domain
      }
    }

    values[i] = digits ? value : Number.MAX_SAFE_INTEGER;
  }

  const [low, high] = [new Uint32Array(count), new Uint32Array(count)];
  for (let i = 0; i < count; i++) {
    low[i] = values[i] % 0x100000000;
    high[i] = values[i] / 0x100000000;
  }

  const places = sortBy(high, sortBy(low, Uint32Array.from(values, (_, i) => i)));
  const rank = new Uint32Array(count + 1);
  places.forEach((i, place) => (rank[i + 1] = place + 1));
  return rank;
}

/** All rows in an order; newest first among equals. @param {string} wanted */
function permutationOf(wanted) {
  const known = permutations.get(wanted);
  if (known && !wanted.endsWith("review")) {
    return known;
  }

  const isDown = wanted.startsWith("-");
  const keys = sortKeys(wanted.replace("-", ""));
  for (let row = 0; row < rowCount; row++) {
    keys[row] = keys[row] === 0 ? 0xffffffff : isDown ? 0xfffffffe - keys[row] : keys[row];
  }

  const permutation = sortBy(keys, Uint32Array.from(keys, (_, row) => row));
  permutations.set(wanted, permutation);
  return permutation;
}

/** Sorts places by their keys, by a radix sort: equals stay as they are. @param {Uint32Array} keys @param {Uint32Array} from */
function sortBy(keys, from) {
  /** @type {Uint32Array} */
  let to = new Uint32Array(from.length);
  for (let shift = 0; shift < 32; shift += 16) {
    const ends = new Uint32Array(65537);
    for (let i = 0; i < keys.length; i++) {
      ends[((keys[i] >>> shift) & 0xffff) + 1]++;
    }

    if (ends[((keys[0] >>> shift) & 0xffff) + 1] === keys.length) {
      continue; // the same in all: nothing to sort
    }

    for (let i = 0; i < 65536; i++) {
      ends[i + 1] += ends[i];
    }

    for (let i = 0; i < from.length; i++) {
      to[ends[(keys[from[i]] >>> shift) & 0xffff]++] = from[i];
    }

    [from, to] = [to, from];
  }

  return from;
}

function fillList() {
  listed = 0;
  if (order === NEWEST) {
    for (let row = 0; row < rowCount; row++) {
      if (missing[row] === 0) {
        list[listed++] = row;
      }
    }
  } else {
    const permutation = permutationOf(order);
    for (let i = 0; i < rowCount; i++) {
      if (missing[permutation[i]] === 0) {
        list[listed++] = permutation[i];
      }
    }
  }
}

// ── Everything that follows a filter ─────────────────────────────────────────────────────────────────────────────────────

/** Applies what changed and draws what follows from it. @param {...string} changed */
function apply(...changed) {
  for (const name of changed) {
    if (name === "search") {
      judgeSearch();
    } else if (name === "date") {
      judgeDate();
    } else if (name === "length") {
      judgeLength();
    } else if (name !== "sample" && name !== "order") {
      judgeFacet(name);
    }
  }

  if (filter.sample ? changed.some((name) => name !== "review" && name !== "order") : changed.includes("sample")) {
    judgeSample();
  }

  if (changed.some((name) => name !== "order")) {
    count();
  }

  fillList();
  const current = list.indexOf(cursorRow);
  cursor = current >= 0 && current < listed ? current : Math.min(Math.max(cursor, 0), listed - 1);
  if (current < 0 || current >= listed) {
    cursorRow = listed ? list[cursor] : -1;
    grid.scrollTop = 0;
    position = 0;
  }

  drawFacets();
  drawCharts();
  drawResults();
  sizeList();
  writeAddress();

  // The player leaves a recording that is filtered away, unless somebody listens to it or has just judged it.
  if (playing.row >= 0 && missing[playing.row] && !audio.getAttribute("src") && cursorRow >= 0 && !changed.includes("review")) {
    show(cursorRow);
  }
}

let announcing = 0;

function drawResults() {
  const [isAll, total, found] = [listed === rowCount, numbers.format(rowCount), numbers.format(listed)];
  const sentence = isAll ? say(rowCount === 1 ? "allOne" : "all", total) : `${found} ${say(rowCount === 1 ? "countOne" : "count", total)}`;
  $("count").replaceChildren(...emphasize(sentence, found));
  $("drawer-count").textContent = sentence;

  $("nothing").textContent = say(rowCount ? "nothing" : "nothingAtAll");
  $("nothing").hidden = listed > 0;
  grid.hidden = listed === 0;
  if (grid.hidden && document.activeElement === document.body) {
    $("search").focus();
  }

  drawChips();

  // Screen readers announce the number only after a pause in typing.
  clearTimeout(announcing);
  announcing = setTimeout(() => ($("announce").textContent = $("count").textContent), 400);
}

/** A sentence with its number in bold. @param {string} sentence @param {string} number */
function emphasize(sentence, number) {
  const strong = document.createElement("strong");
  strong.textContent = number;
  const at = sentence.indexOf(number);
  return [sentence.slice(0, at), strong, sentence.slice(at + number.length)];
}

/** The chosen filters, each with a function that removes it. */
function chosenFilters() {
  /** @type {{ name: string, undo: () => void, bit: string }[]} */
  const chosen = [];
  if (filter.search.trim()) {
    chosen.push({ name: `“${filter.search.trim()}”`, bit: "search", undo: () => { filter.search = $("search").value = ""; } });
  }

  if (!Number.isNaN(filter.from) || !Number.isNaN(filter.to)) {
    chosen.push({ name: rangeText(filter.from, filter.to, dayText), bit: "date", undo: () => { filter.from = filter.to = NaN; } });
  }

  if (!Number.isNaN(filter.shortest) || !Number.isNaN(filter.longest)) {
    chosen.push({ name: rangeText(filter.shortest, filter.longest, lengthText), bit: "length", undo: () => { filter.shortest = filter.longest = NaN; } });
  }

  for (const facet of FACETS) {
    const values = /** @type {any} */ (filter)[facet];
    values.forEach((/** @type {number} */ value) => chosen.push({ name: facetText(facet, value), bit: facet, undo: () => { values.delete(value); } }));
  }

  if (filter.sample) {
    chosen.push({ name: say("sampleChip", filter.sample.size, filter.sample.seed), bit: "sample", undo: () => { filter.sample = null; } });
  }

  return chosen;
}

/** @param {number} from @param {number} to @param {(value: number) => string} show */
function rangeText(from, to, show) {
  return Number.isNaN(from) ? `≤ ${show(to)}` : Number.isNaN(to) ? `≥ ${show(from)}` : from === to ? show(from) : `${show(from)} – ${show(to)}`;
}

let chipsDrawn = "";

function drawChips() {
  const chosen = chosenFilters();
  const drawn = text.locale + chosen.map((one) => one.name).join("\n");
  $("filter-count").textContent = String(chosen.length);
  $("filter-count").hidden = chosen.length === 0;
  $("clear").hidden = chosen.length === 0;
  if (drawn === chipsDrawn) {
    return;
  }

  chipsDrawn = drawn;
  const had = $("chips").contains(document.activeElement);
  $("chips").replaceChildren(...chosen.map(({ name, bit, undo }) => {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.append(isolated(name));
    chip.setAttribute("aria-label", say("remove", name));
    chip.title = say("remove", name);
    chip.addEventListener("click", () => {
      undo();
      apply(bit);
      drawFields();
    });
    return chip;
  }));
  if (had) {
    ($("chips").lastElementChild ?? focusable()).focus();
  }
}

/** Where the focus goes when the focused element disappears. */
function focusable() {
  return grid.hidden ? $("search") : grid;
}

/** A value that cannot change the direction of the text around it. @param {string} value */
function isolated(value) {
  const bdi = document.createElement("bdi");
  bdi.textContent = value;
  return bdi;
}

function clearFilters() {
  filter.search = "";
  filter.from = filter.to = filter.shortest = filter.longest = NaN;
  FACETS.forEach((facet) => /** @type {any} */ (filter)[facet].clear());
  filter.sample = null;
  apply("search", "date", "length", ...FACETS, "sample");
  drawFields();
}

/** Shows the filters in their fields, wherever they were set. */
function drawFields() {
  const fields = { search: filter.search, from: Number.isNaN(filter.from) ? "" : dayText(filter.from), to: Number.isNaN(filter.to) ? "" : dayText(filter.to) };
  for (const [id, value] of Object.entries(fields)) {
    if ($(id).value !== value) {
      $(id).value = value;
    }
  }

  $("shortest").value = Number.isNaN(filter.shortest) ? "" : lengthText(filter.shortest);
  $("longest").value = Number.isNaN(filter.longest) ? "" : lengthText(filter.longest);
  for (const button of $("presets").children) {
    const [from, to] = presets[button.dataset.preset]();
    button.setAttribute("aria-pressed", String(from === filter.from && to === filter.to));
  }

  for (const button of $("length-presets").children) {
    button.setAttribute("aria-pressed", String(filter.shortest === 60 * Number(button.value) && Number.isNaN(filter.longest)));
  }
}

/** Ranges of days, seen from today. @type {Record<string, () => [number, number]>} */
const presets = {
  today: () => [today(), today()],
  yesterday: () => [today() - 1, today() - 1],
  thisWeek: () => [today() - weekdayOf(today()), today()],
  lastWeek: () => [today() - weekdayOf(today()) - 7, today() - weekdayOf(today()) - 1],
  thisMonth: () => [monthStart(0), today()],
  lastMonth: () => [monthStart(-1), monthStart(0) - 1],
};

/** The shortest calls that one press finds, in minutes. */
const LENGTH_PRESETS = [1, 2, 5];

/** @param {number} months from this one */
function monthStart(months) {
  const now = new Date((EPOCH + today() * 86400) * 1000);
  return Math.floor(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1) / 86400000) - EPOCH / 86400;
}

// ── Facets ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** How many agents are shown at first. */
const FEW_AGENTS = 12;
let showsAllAgents = false;
/** @type {Map<string, { value: number, button: HTMLElement, number: HTMLElement, meter: HTMLElement, name: HTMLElement, shown: string }[]>} */
const facets = new Map();

/** @param {string} facet @param {number} value */
function facetText(facet, value) {
  switch (facet) {
    case "agent": return agentText(value);
    case "review": return say(REVIEWS[value]);
    case "outcome": return outcomeWords.get(facts.outcomes[value]) ?? facts.outcomes[value];
    default: return wordText(data.words[value]) || DASH;
  }
}

/** @param {number} agent */
function agentText(agent) {
  const [name, id] = [data.agentNames[data.agentName[agent]], data.agentIds[data.agentId[agent]]];
  return name && id && data.sharedNames.has(name) ? `${name} (${id})` : name || id || DASH;
}

/** The colour of a direction. @param {number} word */
function directionClass(word) {
  const known = ["Inbound", "Outbound", "Internal", "PreDictive", "PreOccupied", "Offhook"].indexOf(data.words[word]);
  return "d" + (known < 0 ? 4 : known);
}

function makeFacets() {
  for (const facet of FACETS) {
    const box = $("facet-" + facet).querySelector(".facet");
    const totals = counts[facet];
    /** @type {number[]} */
    const values = facet === "review" ? [0, 1, 2, 3] : Array.from(totals.keys()).filter((value) => totals[value] > 0);
    if (facet === "agent" || facet === "direction") {
      values.sort((a, b) => totals[b] - totals[a]);
    }

    $("facet-" + facet).hidden = facet !== "review" && facet !== "direction" && values.length < 2;
    facets.set(facet, values.map((value) => {
      const button = document.createElement("button");
      button.type = "button";
      const name = isolated("");
      const number = document.createElement("span");
      number.className = "number";
      const meter = document.createElement("span");
      meter.className = "meter";
      meter.append(document.createElement("i"));
      button.append(name, number, meter);
      if (facet === "direction") {
        button.classList.add(directionClass(value));
      }

      button.addEventListener("click", () => toggle(facet, value));
      box.append(button);
      return { value, button, name, number, meter: /** @type {HTMLElement} */ (meter.firstChild), shown: "" };
    }));
  }
}

/** @param {string} facet @param {number} value */
function toggle(facet, value) {
  const chosen = /** @type {any} */ (filter)[facet];
  if (!chosen.delete(value)) {
    chosen.add(value);
  }

  apply(facet);
}

function drawFacets() {
  for (const [facet, entries] of facets) {
    const total = counts[facet];
    const largest = total.reduce((/** @type {number} */ most, /** @type {number} */ one) => Math.max(most, one), 1);
    for (const entry of entries) {
      const isChosen = /** @type {any} */ (filter)[facet].has(entry.value);
      const shown = `${total[entry.value]}/${largest}/${isChosen}`;
      if (shown === entry.shown) {
        continue;
      }

      entry.shown = shown;
      entry.number.textContent = numbers.format(total[entry.value]);
      entry.meter.style.width = `${(100 * total[entry.value]) / largest}%`;
      entry.button.setAttribute("aria-pressed", String(isChosen));
      entry.button.classList.toggle("empty", total[entry.value] === 0);
    }
  }

  showAgents();
}

/** Names, which change with the language. */
function nameFacets() {
  for (const [facet, entries] of facets) {
    for (const { value, name, button } of entries) {
      name.textContent = button.title = facetText(facet, value);
    }

    $("facet-" + facet).querySelector(".facet").setAttribute("aria-label", say(facet));
  }

  $("agent-count").textContent = numbers.format(facets.get("agent")?.length ?? 0);
  showAgents();
}

function showAgents() {
  const entries = facets.get("agent") ?? [];
  const wanted = fold($("find-agent").value.trim());
  const focused = document.activeElement;

  // Those with matches come first, and always as many, so that what lies below does not move under the pointer.
  const few = new Set([...entries].sort((a, b) => Number(counts.agent[b.value] > 0) - Number(counts.agent[a.value] > 0)).slice(0, FEW_AGENTS));
  entries.forEach((entry) => {
    const { value, button } = entry;
    const isFound = wanted ? fold(data.agentNames[data.agentName[value]] + "\n" + data.agentIds[data.agentId[value]]).includes(wanted) : showsAllAgents || few.has(entry);
    button.hidden = !isFound && !filter.agent.has(value);
    if (button.hidden && button === focused) {
      $("find-agent").focus();
    }
  });
  $("find-agent").hidden = entries.length <= FEW_AGENTS;
  $("all-agents").hidden = entries.length <= FEW_AGENTS || wanted !== "";
  $("all-agents").textContent = showsAllAgents ? say("fewerAgents") : say("allAgents", numbers.format(entries.length));
}

// ── Charts ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

const MOST_BARS = 120;
const LENGTH_EDGES = [0, 10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600, 1200];

/** @type {any} */
const chart = { firstDay: 0, lastDay: 0, daysPerBar: 1, bars: 1, lengthBar: new Uint8Array(1201) };

function makeCharts() {
  if (data.timed) {
    // A handful of wrong clocks must not squeeze everything else into one bar.
    const rest = Math.floor(data.timed / 1000);
    chart.lastDay = data.day[rest];
    chart.firstDay = data.day[data.timed - 1 - rest];
  }

  const span = chart.lastDay - chart.firstDay + 1;
  chart.daysPerBar = Math.ceil(span / MOST_BARS);
  chart.bars = Math.ceil(span / chart.daysPerBar);
  for (let seconds = 0, bar = 0; seconds < chart.lengthBar.length; seconds++) {
    bar += bar + 1 < LENGTH_EDGES.length && seconds >= LENGTH_EDGES[bar + 1] ? 1 : 0;
    chart.lengthBar[seconds] = bar;
  }

  counts.days = new Uint32Array(chart.bars);
  counts.lengths = new Uint32Array(LENGTH_EDGES.length);
  counts.hours = new Uint32Array(168);
  for (let i = 0; i < 168; i++) {
    const cell = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const at = { x: (i % 24) * 10 + 0.4, y: Math.floor(i / 24) * 10 + 0.4, width: 9.2, height: 9.2, rx: 1 };
    Object.entries(at).forEach(([name, value]) => cell.setAttribute(name, String(value)));
    $("hours").append(cell);
  }

  choosable("days", chart.bars, (first, last) => {
    filter.from = chart.firstDay + first * chart.daysPerBar;
    filter.to = Math.min(chart.firstDay + (last + 1) * chart.daysPerBar - 1, chart.lastDay);
    apply("date");
  });
  choosable("lengths", LENGTH_EDGES.length, (first, last) => {
    filter.shortest = LENGTH_EDGES[first];
    filter.longest = last + 1 < LENGTH_EDGES.length ? LENGTH_EDGES[last + 1] - 1 : NaN;
    apply("length");
  });
}

/** Makes bars that a pointer chooses by dragging over them. @param {string} id @param {number} bars @param {(first: number, last: number) => void} choose */
function choosable(id, bars, choose) {
  const svg = $(id);
  svg.setAttribute("viewBox", `0 0 ${bars} 100`);
  let from = -1;
  let before = "";
  /** @param {PointerEvent} event */
  const barAt = (event) => {
    const box = svg.getBoundingClientRect();
    return Math.max(0, Math.min(bars - 1, Math.floor(((event.clientX - box.left) / box.width) * bars)));
  };
  /** @param {PointerEvent} event */
  const drag = (event) => {
    const to = barAt(event);
    const chosen = `${Math.min(from, to)}-${Math.max(from, to)}`;
    if (chosen !== before) {
      before = chosen;
      choose(Math.min(from, to), Math.max(from, to));
      drawFields();
    }
  };
  svg.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    if (event.button === 0) {
      svg.setPointerCapture(event.pointerId);
      from = barAt(event);
      before = "";
      drag(event);
    }
  });
  svg.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => from >= 0 && drag(event));
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, () => (from = -1));
  }
}

function drawCharts() {
  const { firstDay, daysPerBar, bars } = chart;
  const [fromBar, toBar] = [(filter.from - firstDay) / daysPerBar, (filter.to - firstDay) / daysPerBar];
  drawBars("days", counts.days, chart.allDays, Number.isNaN(filter.from) ? 0 : Math.max(0, Math.floor(fromBar)), Number.isNaN(filter.to) ? bars - 1 : Math.floor(toBar), !Number.isNaN(filter.from) || !Number.isNaN(filter.to));
  const lengthBar = (/** @type {number} */ seconds) => chart.lengthBar[Math.min(seconds, chart.lengthBar.length - 1)];
  drawBars("lengths", counts.lengths, chart.allLengths, Number.isNaN(filter.shortest) ? 0 : lengthBar(filter.shortest), Number.isNaN(filter.longest) ? LENGTH_EDGES.length - 1 : lengthBar(filter.longest), !Number.isNaN(filter.shortest) || !Number.isNaN(filter.longest));

  const most = counts.hours.reduce((/** @type {number} */ a, /** @type {number} */ b) => Math.max(a, b), 0);
  const cells = $("hours").children;
  counts.hours.forEach((/** @type {number} */ n, /** @type {number} */ i) => {
    const opacity = n ? (0.15 + (0.85 * n) / most).toFixed(2) : "1";
    if (cells[i].getAttribute("fill-opacity") !== opacity || cells[i].classList.contains("none") !== (n === 0)) {
      cells[i].setAttribute("fill-opacity", opacity);
      cells[i].setAttribute("class", n ? "" : "none");
    }
  });

  const dayMost = Math.max(...counts.days);
  const busiest = counts.hours.indexOf(most);
  const longest = counts.lengths.indexOf(Math.max(...counts.lengths));
  $("days").setAttribute("aria-label", data.timed ? say("chartDays", dayText(firstDay), dayText(chart.lastDay), numbers.format(dayMost)) : say("nothing"));
  $("hours").setAttribute("aria-label", say("chartHours", text.weekdays.split(",")[Math.floor(busiest / 24)], busiest % 24, numbers.format(most)));
  $("lengths").setAttribute("aria-label", say("chartLengths", lengthRange(longest), numbers.format(counts.lengths[longest])));
  $("days-range").textContent = Number.isNaN(filter.from) && Number.isNaN(filter.to) ? "" : rangeText(filter.from, filter.to, dayText);
  $("lengths-range").textContent = Number.isNaN(filter.shortest) && Number.isNaN(filter.longest) ? "" : rangeText(filter.shortest, filter.longest, lengthText);
}

/** @param {number} bar */
function lengthRange(bar) {
  return rangeText(LENGTH_EDGES[bar], bar + 1 < LENGTH_EDGES.length ? LENGTH_EDGES[bar + 1] : NaN, lengthText);
}

/** @param {string} id @param {Uint32Array} values @param {Uint32Array} all @param {number} from @param {number} to @param {boolean} isChosen */
function drawBars(id, values, all, from, to, isChosen) {
  // A few calls among very many would be invisible beside the bars of all: they get a scale of their own.
  const isFew = 8 * Math.max(...values) < Math.max(...all);
  const largest = Math.max(1, ...(isFew ? values : all));
  const gap = values.length > 60 ? 0.12 : 0.08;
  /** @type {[string, string, string]} */
  const paths = ["", "", ""];
  for (let i = 0; i < values.length; i++) {
    const shape = (/** @type {number} */ value) => (value ? `M${(i + gap).toFixed(2)} 100V${(100 - Math.max(2, (96 * value) / largest)).toFixed(1)}H${(i + 1 - gap).toFixed(2)}V100z` : "");
    paths[0] += isFew ? "" : shape(all[i]);
    paths[i >= from && i <= to ? 2 : 1] += shape(values[i]);
  }

  $(id).querySelectorAll("path").forEach((/** @type {Element} */ path, /** @type {number} */ i) => path.setAttribute("d", paths[i]));
  $(id + "-chosen").setAttribute("x", String(from));
  $(id + "-chosen").setAttribute("width", String(isChosen ? Math.max(0, to - from + 1) : 0));
}

/** Labels of the axes, which change with the language. */
function nameCharts() {
  const caption = document.querySelector('[data-text="byDay"]');
  if (caption && chart.daysPerBar > 1) {
    caption.textContent = say("byDays", chart.daysPerBar);
  }

  const label = (/** @type {string} */ name) => {
    const span = document.createElement("span");
    span.textContent = name;
    return span;
  };
  const span = chart.lastDay - chart.firstDay;
  const steps = Math.min(5, span + 1);
  $("days-axis").replaceChildren(...(data.timed ? Array.from({ length: steps }, (_, i) => label(dayText(chart.firstDay + Math.round((span * i) / Math.max(1, steps - 1))).slice(span > 300 ? 0 : 5, span > 300 ? 7 : 10))) : []));
  $("lengths-axis").replaceChildren(...["0", "0:30", "1:30", "4:00", "20:00"].map(label));
  $("weekdays").replaceChildren(...text.weekdays.split(",").map(label));
}

// ── The list ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

const grid = $("grid");
/** Browsers support heights up to about 17 million pixels. In a longer list, a pixel of the scroll bar moves the rows by several pixels. */
const TALLEST = 12_000_000;
const SPARE = 6;

/** The place of the cursor in the list, and the row that it is on. */
let cursor = 0;
let cursorRow = -1;
let rowHeight = 38;
let headHeight = 0;
/** Pixels that all rows would take, and how many of them lie above the view. */
let height = 0;
let position = 0;
/** Where the script put the scroll bar, to tell its own moves from a person's. */
let scrolled = 0;
/** @type {any[]} */
const pool = [];

function makeList() {
  const heads = ["", ...COLUMNS].map((column) => {
    const head = document.createElement("div");
    head.setAttribute("role", "columnheader");
    head.className = `cell-${column || "play"}` + (column === "length" || column === "size" ? " right" : "");
    if (column) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.text = column;
      button.addEventListener("click", () => {
        const first = column === "direction" || column === "agent" || column === "parties" ? column : "-" + column;
        setOrder(order === first ? (first.startsWith("-") ? column : "-" + column) : first);
      });
      head.append(button);
      head.dataset.column = column;
    } else {
      const label = document.createElement("span");
      label.className = "unseen";
      label.dataset.text = "playRow";
      head.append(label);
    }

    return head;
  });
  $("grid-head").replaceChildren(...heads);
  grid.addEventListener("scroll", () => {
    if (height <= TALLEST) {
      position = grid.scrollTop;
    } else if (grid.scrollTop !== scrolled) {
      position = grid.scrollTop * scale();
    }

    requestList();
  }, { passive: true });
  grid.addEventListener("wheel", (/** @type {WheelEvent} */ event) => {
    if (height > TALLEST && !event.ctrlKey) {
      event.preventDefault();
      scrollTo(position + event.deltaY * (event.deltaMode === 1 ? rowHeight : 1));
    }
  }, { passive: false });
  $("rows").addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const row = /** @type {Element} */ (event.target).closest('[role="row"]');
    if (row) {
      moveTo(Number(row.getAttribute("aria-rowindex")) - 2);
      if (/** @type {Element} */ (event.target).closest("button")) {
        playOrPause(cursorRow);
      }
    }
  });
  $("rows").addEventListener("dblclick", () => play(cursorRow));
  new ResizeObserver(() => {
    // The player makes the list smaller. The row with the cursor stays in view.
    const wasInView = pool.some(({ place, row }) => place === cursor && !row.hidden);
    sizeList();
    if (wasInView) {
      scrollIntoView(cursor);
    }
  }).observe(grid);
}

/** By how many pixels the rows move for one pixel of the scroll bar. */
function scale() {
  const view = grid.clientHeight - headHeight;
  return height <= TALLEST ? 1 : (height - view) / (TALLEST - view);
}

/** @param {number} wanted */
function scrollTo(wanted) {
  position = Math.max(0, Math.min(wanted, height - grid.clientHeight + headHeight));
  grid.scrollTop = position / scale();
  scrolled = grid.scrollTop;
  requestList();
}

/** @param {number} place */
function scrollIntoView(place) {
  const [top, view] = [place * rowHeight, grid.clientHeight - headHeight];
  if (top < position) {
    scrollTo(top);
  } else if (top + rowHeight > position + view) {
    scrollTo(top + rowHeight - view);
  }
}

function sizeList() {
  rowHeight = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row"));
  headHeight = $("grid-head").parentElement.offsetHeight;
  height = listed * rowHeight;
  $("rows").style.height = `${Math.min(height, TALLEST)}px`;
  grid.setAttribute("aria-rowcount", String(listed + 1));
  if (height > TALLEST) {
    scrollTo(position);
  } else {
    position = grid.scrollTop;
  }

  drawList();
}

let isRequested = false;

function requestList() {
  if (!isRequested) {
    isRequested = true;
    requestAnimationFrame(drawList);
  }
}

/** Draws the rows that are in view, into elements that are used again and again. */
function drawList() {
  isRequested = false;
  if (grid.hidden) {
    return;
  }

  const view = grid.clientHeight - headHeight;
  const first = Math.max(0, Math.floor(position / rowHeight) - SPARE);
  const last = Math.min(listed, Math.ceil((position + view) / rowHeight) + SPARE);
  const shift = grid.scrollTop - position;
  while (pool.length < last - first) {
    const made = makeRow();
    pool.push(made);
    $("rows").append(made.row);
  }

  for (let i = 0; i < pool.length; i++) {
    // A row keeps its element while it stays in view.
    const place = first + ((((i - first) % pool.length) + pool.length) % pool.length);
    drawRow(pool[i], place < last ? place : -1, shift);
  }

  grid.setAttribute("aria-activedescendant", cursor >= first && cursor < last && cursorRow >= 0 ? `row-${cursor}` : "");
}

function makeRow() {
  const row = document.createElement("div");
  row.setAttribute("role", "row");
  row.hidden = true;
  const cells = ["play", ...COLUMNS].map((name) => {
    const cell = document.createElement("div");
    cell.setAttribute("role", "gridcell");
    cell.className = `cell-${name}` + (name === "length" || name === "size" ? " right" : "");
    row.append(cell);
    return cell;
  });
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.append($("play").firstElementChild.cloneNode(true));
  cells[0].append(button);
  const dot = document.createElement("i");
  const [direction, agent, from, to] = [isolated(""), isolated(""), isolated(""), isolated("")];
  cells[3].append(dot, direction);
  cells[4].append(agent);
  const arrow = document.createTextNode(" → ");
  cells[5].append(from, arrow, to);
  return { row, cells, button, direction, agent, from, arrow, to, place: -2, shown: -1, version: -1, y: NaN };
}

/** Increased whenever something that rows show has changed. */
let version = 0;

/** @param {any} made @param {number} place @param {number} shift */
function drawRow(made, place, shift) {
  if (place < 0) {
    made.row.hidden = true;
    made.place = -2;
    made.shown = -1;
    return;
  }

  const row = list[place];
  const y = place * rowHeight + shift;
  if (made.y !== y) {
    made.y = y;
    made.row.style.top = `${y}px`; // a transform is not exact so far down
  }

  if (made.place !== place) {
    made.place = place;
    made.row.id = `row-${place}`;
    made.row.setAttribute("aria-rowindex", String(place + 2));
  }

  made.row.setAttribute("aria-selected", String(place === cursor));
  made.row.hidden = false;
  if (made.shown === row && made.version === version) {
    return;
  }

  made.shown = row;
  made.version = version;
  const isCurrent = row === playing.row;
  made.row.className = directionClass(data.direction[row]) + (isCurrent ? " current" : "") + (isCurrent && !audio.paused ? " playing" : "") + (isPlayable(row) ? "" : " silent") + (isShort(row) ? " short" : "");
  made.button.setAttribute("aria-label", `${say(isCurrent && !audio.paused ? "pauseRow" : "playRow")}: ${titleOf(row)}`);
  made.cells[1].textContent = timeText(data.start[row]);
  made.cells[2].textContent = data.length[row] ? lengthText(data.length[row] - 1) : DASH;
  made.direction.textContent = wordText(data.words[data.direction[row]]) || DASH;
  made.agent.textContent = agentName(row) || DASH;
  made.cells[4].title = agentName(row) ?? "";
  const parties = partiesText(row);
  made.from.textContent = parties[0] || DASH;
  made.arrow.data = parties.length > 1 ? " → " : "";
  made.to.textContent = parties[1] ?? "";
  made.cells[5].title = [numberAt(data.ani[row]), numberAt(data.dnis[row])].filter(Boolean).join(" → ");
  made.cells[6].textContent = made.cells[6].title = data.size[row] && !isShort(row) ? sizeText(data.size[row] - 1) : outcomeWords.get(facts.outcomes[data.outcome[row]]) ?? DASH;
  drawReview(made.cells[7], row);
}

/** @param {HTMLElement} cell @param {number} row */
function drawReview(cell, row) {
  const mark = marks.get(row);
  const verdict = document.createElement("span");
  verdict.className = mark?.verdict.toLowerCase() ?? "";
  verdict.textContent = mark ? (mark.verdict ? say(mark.verdict.toLowerCase()) : mark.heard ? say("heard") : "") : "";
  const note = isolated(mark?.note ? `✎ ${mark.note}` : "");
  cell.replaceChildren(verdict, mark?.note && verdict.textContent ? " " : "", note);
  cell.title = mark?.note ?? "";
}

/** Draws everything again that shows a mark or what plays. */
function drawMarks() {
  version++;
  drawList();
}

/** Moves the cursor. @param {number} place */
function moveTo(place) {
  if (!listed) {
    return;
  }

  cursor = Math.max(0, Math.min(place, listed - 1));
  cursorRow = list[cursor];
  scrollIntoView(cursor);
  if (audio.paused && playing.row !== cursorRow) {
    show(cursorRow);
  }

  drawList();
}

/** @param {string} wanted */
function setOrder(wanted) {
  order = wanted;
  drawOrder();
  apply("order");
}

function drawOrder() {
  for (const head of $("grid-head").children) {
    const column = head.dataset.column;
    if (column) {
      head.setAttribute("aria-sort", order === column ? "ascending" : order === "-" + column ? "descending" : "none");
    }
  }
}

// ── The player ───────────────────────────────────────────────────────────────────────────────────────────────────────────

const audio = $("audio");
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];
/** The recording in the player; what was heard of it before, the note that was put into its field, its waveform, and the position to start at. @type {{ row: number, heardBefore: number, note: string, wave: Uint8Array | null, wanted: number }} */
const playing = { row: -1, heardBefore: 0, note: "", wave: null, wanted: 0 };

/** Puts a recording into the player. @param {number} row */
function show(row) {
  if (row === playing.row) {
    return;
  }

  keepNote();
  keepHeard();
  audio.pause();
  playing.row = row;
  playing.wave = null;
  playing.wanted = 0;
  $("note").value = playing.note = marks.get(row)?.note ?? "";
  audio.removeAttribute("src");
  audio.load();
  trouble(troubleOf(row));
  $("player").hidden = false;
  $("now").replaceChildren(isolated(titleOf(row)));
  drawPlayer();
  drawClock();
  if (!$("details-panel").hidden) {
    drawDetails();
  }

  drawMarks();
  loadWave(row);
}

/** The text about a fault of a recording that the archive knows; empty if there is none. @param {number} row */
function troubleOf(row) {
  if (isPlayable(row)) {
    return isShort(row) ? say("shortAudio", lengthText(audioSeconds(row)), lengthText(callSeconds(row))) : "";
  }

  return [say("noAudio"), data.errors.at(data.error[row])].filter(Boolean).join(": ");
}

/** Gives the audio its file, which needs the ids. @param {number} row */
async function load(row) {
  await idsRead;
  if (playing.row !== row || audio.getAttribute("src")) {
    return playing.row === row;
  }

  const address = addressOf(pathOf(row));
  if (address === null) {
    trouble(say("unsafe"));
    return false;
  }

  playing.heardBefore = marks.get(row)?.heard ?? 0;
  audio.src = address;
  audio.playbackRate = Number($("speed").value);
  return true;
}

/** @param {number} row */
async function play(row) {
  if (row < 0) {
    return;
  }

  show(row);
  if (!isPlayable(row) || !(await load(row))) {
    return;
  }

  trouble(troubleOf(row));
  try {
    await audio.play();
  } catch (error) {
    if (/** @type {Error} */ (error).name === "NotAllowedError") {
      trouble(say("blocked"));
    }
  }
}

/** @param {number} row */
function playOrPause(row) {
  if (row === playing.row && !audio.paused) {
    audio.pause();
  } else {
    play(row);
  }
}

/** @param {number} seconds */
async function seek(seconds) {
  if (playing.row < 0 || !isPlayable(playing.row) || !(await load(playing.row))) {
    return;
  }

  const wanted = Math.max(0, Math.min(seconds, lengthOfPlaying()));
  if (audio.readyState === 0) {
    playing.wanted = wanted;
    drawClock();
    return;
  }

  const ends = audio.seekable.length ? audio.seekable.end(audio.seekable.length - 1) : 0;
  if (ends + 1 < wanted) {
    trouble(say("noSeek"));
    return;
  }

  audio.currentTime = wanted;
  drawClock();
}

/** Plays the next recording with audio. @param {number} step 1 or -1 */
function step(step) {
  let place = list.subarray(0, listed).indexOf(playing.row);
  place = place < 0 ? cursor : place + step;
  while (place >= 0 && place < listed && !isPlayable(list[place])) {
    place += step;
  }

  if (place >= 0 && place < listed) {
    audio.pause();
    moveTo(place);
    play(cursorRow);
  }
}

/** @param {number} speed */
function setSpeed(speed) {
  $("speed").value = String(speed);
  audio.playbackRate = audio.defaultPlaybackRate = speed;
  store.set("speed", String(speed));
}

function lengthOfPlaying() {
  return Number.isFinite(audio.duration) && audio.getAttribute("src") ? audio.duration : playing.row >= 0 ? audioSeconds(playing.row) || callSeconds(playing.row) : 0;
}

/** @param {string} words */
function trouble(words) {
  $("trouble").textContent = words;
}

function drawPlayer() {
  const row = playing.row;
  if (row < 0) {
    return;
  }

  const isPlaying = !audio.paused;
  $("player").classList.toggle("playing", isPlaying);
  $("play").setAttribute("aria-label", say(isPlaying ? "pause" : "play"));
  for (const id of ["play", "back", "forward", "seek"]) {
    $(id).disabled = !isPlayable(row);
  }

  $("skip-silence").disabled = !playing.wave;
  const mark = marks.get(row);
  $("good").setAttribute("aria-pressed", String(mark?.verdict === "Good"));
  $("coach").setAttribute("aria-pressed", String(mark?.verdict === "Coach"));
  if (document.activeElement !== $("note")) {
    $("note").value = playing.note = mark?.note ?? "";
  }
}

function drawClock() {
  const [at, length] = [audio.readyState ? audio.currentTime : playing.wanted, lengthOfPlaying()];
  $("clock").textContent = `${lengthText(at)} / ${length ? lengthText(length) : DASH}`;
  $("seek").max = String(length || 1);
  $("seek").value = String(at);
  $("seek").setAttribute("aria-valuetext", say("positionOf", lengthText(at), lengthText(length)));
  drawWave();
}

function listenToAudio() {
  audio.addEventListener("loadedmetadata", () => {
    audio.playbackRate = Number($("speed").value);
    if (playing.wanted) {
      seek(playing.wanted);
      playing.wanted = 0;
    }

    drawClock();
  });
  audio.addEventListener("error", () => {
    if (!audio.getAttribute("src")) {
      return;
    }

    const { code, message } = audio.error;
    const path = playing.row >= 0 ? pathOf(playing.row) : "";
    trouble(/RENDERER|AudioSink|audio device/i.test(message) ? say("noDevice") : say(code === 2 ? "network" : code === 3 ? "broken" : "gone", path));
    audio.removeAttribute("src");
    drawPlayer();
    drawMarks();
  });
  for (const change of ["play", "pause", "ended"]) {
    audio.addEventListener(change, () => {
      keepHeard();
      drawPlayer();
      drawMarks();
      if (change === "play") {
        watchSound();
        follow();
      }
    });
  }

  audio.addEventListener("timeupdate", () => {
    skipSilence();
    drawClock();
    if (Math.floor(audio.currentTime) % 5 === 0) {
      keepHeard();
    }
  });
  audio.addEventListener("seeked", drawClock);
}

const prefersCalm = matchMedia("(prefers-reduced-motion: reduce)");

/** Moves the position smoothly while it plays. */
function follow() {
  if (!audio.paused && !prefersCalm.matches) {
    drawClock();
    requestAnimationFrame(follow);
  }
}

/** Reports a missing sound device: some browsers then play, but the time does not advance. */
function watchSound() {
  const [row, at] = [playing.row, audio.currentTime];
  setTimeout(() => {
    if (row === playing.row && !audio.paused && !audio.seeking && audio.readyState >= 3 && audio.currentTime === at) {
      trouble(say("noDevice"));
    }
  }, 4000);
}

function skipSilence() {
  const { wave } = playing;
  if (!wave || $("skip-silence").getAttribute("aria-pressed") !== "true" || audio.paused || !Number.isFinite(audio.duration)) {
    return;
  }

  // Skips only gaps of two seconds and more, and stops shortly before the next sound.
  const point = audio.duration / POINTS;
  let end = Math.floor(audio.currentTime / point);
  while (end < POINTS && wave[end] === 0) {
    end++;
  }

  const target = end * point - 0.3;
  if (target - audio.currentTime >= 2) {
    audio.currentTime = target;
  }
}

function drawDetails() {
  const row = playing.row;
  const lines = [
    ["start", timeText(data.start[row])], ["end", timeText(endOf(row))], ["direction", wordText(data.words[data.direction[row]])], ["state", wordText(data.words[data.state[row]])],
    ["agent", data.agentNames[data.agentName[data.agent[row]]]], ["agentId", data.agentIds[data.agentId[data.agent[row]]]], ["extension", data.devices.at(data.device[row])],
    ["caller", numberAt(data.ani[row])], ["callee", numberAt(data.dnis[row])], ["id", data.ids?.at(row)], ["callId", data.ids ? callIdOf(row) : ""],
    ["length", data.length[row] ? lengthText(callSeconds(row)) : ""], ["audioLength", audioSeconds(row) >= 0 ? lengthText(audioSeconds(row)) : ""], ["size", data.size[row] ? sizeText(data.size[row] - 1) : ""], ["file", isPlayable(row) && data.ids ? pathOf(row) : ""], ["error", data.errors.at(data.error[row])],
    ["heard", marks.get(row)?.heard ? lengthText(marks.get(row)?.heard ?? 0) : ""], ["note", marks.get(row)?.note],
  ];
  $("details-panel").replaceChildren(...lines.filter(([, value]) => value && value !== DASH).flatMap(([key, value]) => {
    const [term, definition] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = say(/** @type {string} */ (key));
    definition.append(isolated(/** @type {string} */ (value)));
    return [term, definition];
  }));
}

/** @param {boolean} isShown */
function showDetails(isShown) {
  $("details-panel").hidden = !isShown || playing.row < 0;
  $("details").setAttribute("aria-expanded", String(!$("details-panel").hidden));
  if (isShown && playing.row >= 0) {
    idsRead.then(drawDetails);
  }
}

// ── Waveforms ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const POINTS = 240;
const PER_FILE = 1000;
/** @type {Map<number, Promise<Uint8Array | null>>} */
const waveFiles = new Map();
/** @type {Map<number, (base64: string) => void>} */
const waveReaders = new Map();

/** Called by the files of waveforms. @param {number} file @param {string} base64 */
function catalogWaveforms(file, base64) {
  waveReaders.get(file)?.(base64);
}

/** A thousand waveforms, from a script beside the recordings: that is what loads from a disk too. @param {number} file */
function waveFile(file) {
  let known = waveFiles.get(file);
  if (!known) {
    known = new Promise((resolve) => {
      const script = document.createElement("script");
      const done = (/** @type {Uint8Array | null} */ bytes) => {
        waveReaders.delete(file);
        script.remove();
        resolve(bytes);
      };
      waveReaders.set(file, (base64) => done(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))));
      script.onerror = () => done(null);
      script.src = addressOf(facts.waveforms + String(file) + ".js") ?? "";
      document.head.append(script);
    });
    waveFiles.set(file, known);
  }

  return known;
}

/** @param {number} row */
async function loadWave(row) {
  if (!facts.waveforms) {
    drawPlayer();
    return;
  }

  const bytes = await waveFile(Math.floor(row / PER_FILE));
  if (playing.row !== row || !bytes) {
    return;
  }

  const from = (row % PER_FILE) * (POINTS / 2);
  const wave = new Uint8Array(POINTS);
  for (let i = 0; i < POINTS; i++) {
    const byte = bytes[from + (i >> 1)];
    wave[i] = i & 1 ? byte & 15 : byte >> 4;
  }

  playing.wave = wave.some(Boolean) ? wave : null;
  drawPlayer();
  drawClock();
}

function drawWave() {
  $("seek-box").classList.toggle("has-wave", playing.wave !== null);
  if (!playing.wave) {
    return;
  }

  const canvas = $("wave");
  const density = window.devicePixelRatio || 1;
  const [width, tall] = [Math.round(canvas.clientWidth * density), Math.round(canvas.clientHeight * density)];
  if (canvas.width !== width || canvas.height !== tall) {
    canvas.width = width;
    canvas.height = tall;
  }

  const context = canvas.getContext("2d");
  const style = getComputedStyle(canvas);
  const [played, ahead] = [style.getPropertyValue("--accent"), style.getPropertyValue("--soft")].map(resolveColor);
  const bars = Math.max(1, Math.min(POINTS, Math.floor(canvas.clientWidth / 4)));
  const at = lengthOfPlaying() ? ((audio.readyState ? audio.currentTime : playing.wanted) / lengthOfPlaying()) * bars : 0;
  const pitch = width / bars;
  context.clearRect(0, 0, width, tall);
  for (let bar = 0; bar < bars; bar++) {
    let level = 0;
    for (let i = Math.floor((bar * POINTS) / bars); i < Math.max(Math.floor(((bar + 1) * POINTS) / bars), Math.floor((bar * POINTS) / bars) + 1); i++) {
      level = Math.max(level, playing.wave[i]);
    }

    const size = Math.max(2 * density, (level / 15) * tall);
    const x = bar * pitch + pitch * 0.15;
    context.fillStyle = bar < at ? played : ahead;
    context.fillRect(x, (tall - size) / 2, pitch * 0.7, size);
  }
}

/** @type {Map<string, string>} */
const resolvedColors = new Map();

/** A canvas knows no light-dark(). @param {string} value */
function resolveColor(value) {
  const known = resolvedColors.get(value);
  if (known) {
    return known;
  }

  const probe = document.createElement("i");
  probe.style.color = value;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  resolvedColors.set(value, color);
  return color;
}

// ── Marks ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The browser's store, which may be full or forbidden. */
const store = {
  prefix: `wellcloud-catalog/${facts.archive}/`,
  /** @param {string} key */
  get(key) {
    try {
      return localStorage.getItem(this.prefix + key);
    } catch {
      return null;
    }
  },
  /** @param {string} key @param {string} value @returns {"" | "storeFull" | "storeForbidden"} what went wrong */
  set(key, value) {
    try {
      localStorage.setItem(this.prefix + key, value);
      return "";
    } catch (error) {
      return /** @type {Error} */ (error).name === "QuotaExceededError" ? "storeFull" : "storeForbidden";
    }
  },
  /** All marks in the store, by the ids of their recordings. @returns {Map<string, string>} */
  marks() {
    const found = new Map();
    try {
      for (let i = 0; i < localStorage.length; i++) {
        const key = localStorage.key(i) ?? "";
        if (key.startsWith(this.prefix + "mark/")) {
          found.set(key.slice(this.prefix.length + 5), localStorage.getItem(key));
        }
      }
    } catch {
      // The page reports this when the first mark is stored.
    }

    return found;
  },
};

/** @type {Map<number, Mark>} */
const marks = new Map();
let storeTrouble = "";
/** Rows whose marks could not be stored, and so are newer than the stored ones. @type {Set<number>} */
const unstored = new Set();
let isExported = true;

/** Reads marks from the store, where another tab may have put them; needs the ids. @param {Map<string, string>} stored */
function readMarks(stored = store.marks()) {
  let unread = 0;
  let isReviewed = false;
  for (const [id, row] of rowsOf(stored.keys())) {
    const mark = parseMark(stored.get(id));
    if (!mark) {
      unread++;
    } else if (!unstored.has(row)) {
      isReviewed = setMark(row, mark) || isReviewed;
    }
  }

  if (unread) {
    warn(say("storeBroken", unread));
  }

  drawAfterMarks(isReviewed);
}

/** A mark as the store holds it; null if it cannot be read. @param {string | null | undefined} json */
function parseMark(json) {
  try {
    return cleanMark(JSON.parse(json ?? ""));
  } catch {
    return null;
  }
}

/** What a mark may hold, whoever wrote it. @param {any} mark @returns {Mark} */
function cleanMark(mark) {
  const at = new Date(mark.at ?? "");
  return {
    heard: Math.max(0, Math.min(Number(mark.heard) || 0, 1e6)),
    verdict: mark.verdict === "Good" || mark.verdict === "Coach" ? mark.verdict : "",
    note: String(mark.note ?? "").slice(0, 2000),
    at: Number.isNaN(at.getTime()) ? "" : at.toISOString(),
  };
}

/** The rows of ids. @param {Iterable<string>} ids @returns {Map<string, number>} */
function rowsOf(ids) {
  const wanted = new Set(ids);
  const found = new Map();
  const first = new Set(Array.from(wanted, (id) => id.slice(0, 2)));
  const byByte = hexBytes.map((hex) => first.has(hex));
  for (let row = 0; row < rowCount && found.size < wanted.size; row++) {
    if (data.ids.isText?.[row] || byByte[data.ids.uuids[16 * (data.ids.places ? data.ids.places[row] : row)]]) {
      const id = data.ids.at(row);
      if (wanted.has(id)) {
        found.set(id, row);
      }
    }
  }

  return found;
}

/** @param {Mark | undefined} mark */
function reviewOf(mark) {
  return mark?.verdict === "Good" ? 2 : mark?.verdict === "Coach" ? 3 : mark?.heard ? 1 : 0;
}

/** Keeps a mark and draws it. @param {number} row @param {Mark} mark */
function keepMark(row, mark) {
  drawAfterMarks(storeMark(row, mark));
}

/** Keeps a mark, and stores it if possible. Returns whether its facet has changed. @param {number} row @param {Mark} mark */
function storeMark(row, mark) {
  const fault = store.set("mark/" + data.ids.at(row), JSON.stringify(mark));
  unstored.delete(row);
  if (fault) {
    unstored.add(row);
    isExported = false;
    storeTrouble = fault;
    warn(say(fault));
  }

  return setMark(row, mark);
}

/** @param {number} row @param {Mark} mark */
function setMark(row, mark) {
  marks.set(row, mark);
  const before = data.review[row];
  data.review[row] = reviewOf(mark);
  return before !== data.review[row];
}

/** @param {boolean} isReviewed */
function drawAfterMarks(isReviewed) {
  if (isReviewed) {
    apply("review");
  }

  drawMarks();
  drawPlayer();
}

/** The mark of a recording, as the store has it: another tab may have changed it a moment ago. @param {number} row @returns {Mark} */
function markOf(row) {
  const stored = data.ids && !unstored.has(row) ? parseMark(store.get("mark/" + data.ids.at(row))) : null;
  return stored ?? marks.get(row) ?? { heard: 0, verdict: "", note: "", at: "" };
}

/** @param {"Good" | "Coach"} verdict */
async function toggleVerdict(verdict) {
  const row = playing.row >= 0 ? playing.row : cursorRow;
  if (row < 0) {
    return;
  }

  await idsRead;
  show(row);
  const mark = markOf(row);
  const given = mark.verdict === verdict ? "" : verdict;
  keepMark(row, { ...mark, verdict: given, at: new Date().toISOString() });
  tell(say(given === "Good" ? "markedGood" : given === "Coach" ? "markedCoach" : "unmarked", titleOf(row)));
}

function keepNote() {
  const row = playing.row;
  const note = $("note").value.trim();

  // Store only what was typed here: another tab may have a longer note than this field shows.
  if (row >= 0 && data.ids && note !== playing.note) {
    playing.note = note;
    keepMark(row, { ...markOf(row), note, at: new Date().toISOString() });
    tell(say("noted", titleOf(row)));
  }
}

/** Stores how many seconds were really played, each second once. */
function keepHeard() {
  if (playing.row < 0 || !data.ids || !audio.getAttribute("src")) {
    return;
  }

  let played = playing.heardBefore;
  for (let i = 0; i < audio.played.length; i++) {
    played += audio.played.end(i) - audio.played.start(i);
  }

  const heard = Math.round(Math.min(played, lengthOfPlaying() || played));
  const mark = markOf(playing.row);
  if (heard > mark.heard) {
    // The time of a mark stays that of its verdict and note, so that listening again does not replace another person's verdict.
    keepMark(playing.row, { ...mark, heard });
  }
}

const MARK_COLUMNS = ["Id", "CallId", "StartTime", "EndTime", "Date", "CallLength", "CallDirection", "State", "Ani", "Dnis", "DeviceId", "AgentId", "AgentName", "HeardSeconds", "Verdict", "Note", "MarkedAt"];

async function exportMarks() {
  await idsRead;
  keepNote();
  keepHeard();
  readMarks();
  const lines = [...marks.entries()].filter(([, mark]) => mark.heard || mark.verdict || mark.note || mark.at).sort(([a], [b]) => a - b).map(([row, mark]) => [
    data.ids.at(row), callIdOf(row), csvTime(data.start[row]), csvTime(endOf(row)), data.start[row] === NONE ? "" : dayText(data.day[row]), data.length[row] ? data.length[row] - 1 : "",
    data.words[data.direction[row]], data.words[data.state[row]], numberAt(data.ani[row]), numberAt(data.dnis[row]), data.devices.at(data.device[row]),
    data.agentIds[data.agentId[data.agent[row]]], data.agentNames[data.agentName[data.agent[row]]], mark.heard, mark.verdict, mark.note, mark.at,
  ]);
  if (!lines.length) {
    tell(say("noMarks"));
    return;
  }

  const csv = "\ufeff" + [MARK_COLUMNS, ...lines].map((line) => line.map((value) => csvCell(String(value))).join(",") + "\r\n").join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
  link.download = `marks-${dayText(today())}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  isExported = true;
  tell(say("exported", numbers.format(lines.length), link.download));
}

/** @param {number} seconds */
function csvTime(seconds) {
  return seconds === NONE ? "" : timeText(seconds).replace(" ", "T") + offsetText();
}

/** A cell that a spreadsheet does not take for a formula. @param {string} value */
function csvCell(value) {
  const isFormula = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value);
  const safe = isFormula ? "'" + value : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The rows of a CSV text. @param {string} csv @param {string} separator */
function parseCsv(csv, separator) {
  /** @type {string[][]} */
  const rows = [[""]];
  let isQuoted = false;
  for (let i = 0; i < csv.length; i++) {
    const row = rows[rows.length - 1];
    const c = csv[i];
    if (isQuoted) {
      if (c !== '"') {
        row[row.length - 1] += c;
      } else if (csv[i + 1] === '"') {
        row[row.length - 1] += csv[++i];
      } else {
        isQuoted = false;
      }
    } else if (c === '"') {
      isQuoted = true;
    } else if (c === separator) {
      row.push("");
    } else if (c === "\n") {
      rows.push([""]);
    } else if (c !== "\r") {
      row[row.length - 1] += c;
    }
  }

  return rows.filter((row) => row.length > 1 || row[0]);
}

/** @param {File} file */
async function importMarks(file) {
  await idsRead;
  const bytes = await file.arrayBuffer();
  let csv;
  try {
    csv = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    csv = new TextDecoder("gb18030").decode(bytes); // as a Chinese spreadsheet saves it
  }

  const head = csv.split(/\r?\n/, 1)[0];
  const separator = [",", ";", "\t"].find((one) => head.includes(one)) ?? ",";
  const [names, ...rows] = parseCsv(csv, separator);
  const column = new Map((names ?? []).map((name, i) => [name.trim().toLowerCase(), i]));
  if (!column.has("id")) {
    showImport(say("notMarks"));
    return;
  }

  const value = (/** @type {string[]} */ row, /** @type {string} */ name) => (row[column.get(name) ?? -1] ?? "").replace(/^'(?=[=+\-@\t\r])/, "");
  readMarks();
  const found = rowsOf(rows.map((row) => value(row, "id")));
  let isReviewed = false;
  const tally = { new: 0, newer: 0, older: 0, unknown: 0 };
  for (const line of rows) {
    const row = found.get(value(line, "id"));
    if (row === undefined) {
      tally.unknown++;
      continue;
    }

    const theirs = cleanMark({ heard: value(line, "heardseconds"), verdict: value(line, "verdict").trim(), note: value(line, "note"), at: value(line, "markedat") });
    const mine = marks.get(row);
    const wins = !mine || theirs.at > mine.at;
    tally[!mine ? "new" : wins ? "newer" : "older"]++;
    const heard = Math.max(theirs.heard, mine?.heard ?? 0);
    isReviewed = storeMark(row, wins ? { ...theirs, heard } : { .../** @type {Mark} */ (mine), heard }) || isReviewed;
  }

  drawAfterMarks(isReviewed);
  showImport(say("imported", tally.new, tally.newer, tally.older, tally.unknown));
}

/** @param {string} summary */
function showImport(summary) {
  $("import-summary").textContent = summary;
  $("import-dialog").showModal();
}

// ── Address ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** An agent as the address names it. @param {number} agent */
const agentKey = (agent) => `${data.agentIds[data.agentId[agent]]}~${data.agentNames[data.agentName[agent]]}`;

function writeAddress() {
  const parameters = new URLSearchParams();
  const set = (/** @type {string} */ name, /** @type {string} */ value) => value && parameters.set(name, value);
  set("q", filter.search.trim());
  set("from", Number.isNaN(filter.from) ? "" : dayText(filter.from));
  set("to", Number.isNaN(filter.to) ? "" : dayText(filter.to));
  set("min", Number.isNaN(filter.shortest) ? "" : String(filter.shortest));
  set("max", Number.isNaN(filter.longest) ? "" : String(filter.longest));
  filter.direction.forEach((value) => parameters.append("direction", data.words[value]));
  filter.review.forEach((value) => parameters.append("review", REVIEWS[value]));
  filter.agent.forEach((value) => parameters.append("agent", agentKey(value)));
  filter.state.forEach((value) => parameters.append("state", data.words[value]));
  filter.outcome.forEach((value) => parameters.append("outcome", facts.outcomes[value]));
  set("order", order === NEWEST ? "" : order);
  set("sample", filter.sample ? String(filter.sample.size) : "");
  set("seed", filter.sample?.seed ?? "");
  const hash = "#" + parameters;
  if (hash !== (location.hash || "#")) {
    try {
      history.replaceState(null, "", hash);
    } catch {
      // Browsers limit how often the address may change. The next change writes all filters.
    }
  }
}

function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const get = (/** @type {string} */ name) => parameters.get(name) ?? "";
  const seconds = (/** @type {string} */ name) => (/^\d{1,7}$/.test(get(name)) ? Number(get(name)) : NaN);
  filter.search = get("q");
  filter.from = dayOf(get("from"));
  filter.to = dayOf(get("to"));
  filter.shortest = seconds("min");
  filter.longest = seconds("max");
  /** @param {string} name @param {string[]} values */
  const choose = (name, values) => {
    const places = new Map(values.map((value, place) => [value, place]));
    const chosen = parameters.getAll(name).map((value) => places.get(value)).filter((place) => place !== undefined);
    /** @type {any} */ (filter)[name] = new Set(chosen);
  };
  choose("direction", data.words);
  choose("review", REVIEWS);
  choose("agent", Array.from(data.agentId, (_, agent) => agentKey(agent)));
  choose("state", data.words);
  choose("outcome", facts.outcomes);
  const wanted = get("order");
  order = COLUMNS.includes(wanted.replace(/^-/, "")) ? wanted : NEWEST;
  const size = Number(get("sample"));
  filter.sample = size >= 1 && size <= 999 && Number.isInteger(size) && get("seed") ? { size, seed: get("seed").slice(0, 40) } : null;
}

// ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

let telling = 0;

/** Says something for a moment. @param {string} words */
function tell(words) {
  const message = $("message");
  message.replaceChildren(isolated(words));
  message.classList.add("shown");
  clearTimeout(telling);
  telling = setTimeout(() => {
    message.classList.remove("shown");
    message.replaceChildren();
  }, 3500);
}

/** Says something that stays. @param {string} words */
function warn(words) {
  $("warning").textContent = words;
  $("warning").hidden = false;
}

// ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {KeyboardEvent} event */
function onKey(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const isOpen = document.querySelector("dialog[open]") !== null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOpen) {
    return;
  }

  const isTyping = target.matches("input:not([type=range]), select, textarea");
  if (event.key === "Escape") {
    escape(target);
    return;
  }

  if (isTyping) {
    if (event.key === "Enter" && target.id === "note") {
      keepNote();
      focusable().focus();
    } else if ((event.key === "ArrowDown" || event.key === "Enter") && target.id === "search" && applySearch() > 0) {
      grid.focus();
      moveTo(cursor);
    } else {
      return;
    }

    event.preventDefault();
    return;
  }

  const isOnButton = target.matches("button, a");
  const action = actionOf(event, isOnButton);
  if (action) {
    event.preventDefault();
    action();
  }
}

/** @param {KeyboardEvent} event @param {boolean} isOnButton @returns {(() => void) | null} */
function actionOf(event, isOnButton) {
  const page = Math.max(1, Math.floor((grid.clientHeight - headHeight) / rowHeight) - 1);
  if (event.shiftKey && event.key === "ArrowLeft") {
    return () => step(-1);
  }

  if (event.shiftKey && event.key === "ArrowRight") {
    return () => step(1);
  }

  switch (event.key) {
    case "/": return () => { $("search").focus(); $("search").select(); };
    case "f": return () => (narrow.matches ? openFilters(true) : $("presets").firstElementChild.focus());
    case "ArrowDown": case "j": return () => { grid.focus(); moveTo(cursorRow < 0 ? 0 : cursor + 1); };
    case "ArrowUp": case "k": return () => { grid.focus(); moveTo(cursor - 1); };
    case "PageDown": return () => { grid.focus(); moveTo(cursor + page); };
    case "PageUp": return () => { grid.focus(); moveTo(cursor - page); };
    case "Home": return () => { grid.focus(); moveTo(0); };
    case "End": return () => { grid.focus(); moveTo(listed - 1); };
    case "Enter": return isOnButton ? null : () => play(cursorRow);
    case " ": return isOnButton ? null : () => playOrPause(playing.row >= 0 ? playing.row : cursorRow);
    case "ArrowLeft": return () => seek((audio.readyState ? audio.currentTime : playing.wanted) - 10);
    case "ArrowRight": return () => seek((audio.readyState ? audio.currentTime : playing.wanted) + 10);
    case "[": case "【": return () => setSpeed(SPEEDS[Math.max(0, SPEEDS.indexOf(Number($("speed").value)) - 1)]);
    case "]": case "】": return () => setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, SPEEDS.indexOf(Number($("speed").value)) + 1)]);
    case "s": return () => $("skip-silence").click();
    case "g": return () => toggleVerdict("Good");
    case "c": return () => toggleVerdict("Coach");
    case "n": return startNote;
    case "i": return () => showDetails($("details-panel").hidden);
    case "?": case "？": return () => $("help").click();
    default: return null;
  }
}

function startNote() {
  if (playing.row < 0 && cursorRow >= 0) {
    show(cursorRow);
  }

  if (playing.row >= 0) {
    $("note").focus();
  }
}

/** Searches for what is typed; a key may come before the frame that would do so. @returns {number} the rows in the list */
function applySearch() {
  if (filter.search !== $("search").value) {
    filter.search = $("search").value;
    apply("search");
  }

  return listed;
}

/** Closes what is open, one thing at a time, and ends at the list. @param {HTMLElement} target */
function escape(target) {
  if (!$("details-panel").hidden) {
    showDetails(false);
  } else if ($("filters").classList.contains("open")) {
    openFilters(false);
  } else if (target.id === "note") {
    $("note").value = playing.note;
    focusable().focus();
  } else if (target.id === "search" && $("search").value) {
    $("search").value = "";
    applySearch();
  } else {
    focusable().focus();
  }
}

// ── Language, appearance, drawer ─────────────────────────────────────────────────────────────────────────────────────────

/** @param {"en" | "zh"} language */
function setLanguage(language) {
  text = texts[language];
  words = new Map(text.words);
  outcomeWords = new Map(text.outcomes);
  numbers = new Intl.NumberFormat(text.locale);
  permutations.delete("direction");
  permutations.delete("-direction");
  permutations.delete("agent");
  permutations.delete("-agent");
  document.documentElement.lang = text.locale;
  document.querySelectorAll("[data-text]").forEach((element) => (element.textContent = say(/** @type {HTMLElement} */ (element).dataset.text ?? "")));
  for (const button of $("length-presets").children) {
    button.textContent = say("atLeast", button.value);
  }

  document.querySelectorAll("[data-label]").forEach((element) => {
    const label = say(/** @type {HTMLElement} */ (element).dataset.label ?? "");
    element.setAttribute("aria-label", label);
    if (element.matches("button, select, .range input")) {
      /** @type {HTMLElement} */ (element).title = label;
    }
  });
  document.querySelectorAll("[data-hint]").forEach((element) => element.setAttribute("placeholder", say(/** @type {HTMLElement} */ (element).dataset.hint ?? "")));
  document.title = facts.title || say("name");
  $("title").replaceChildren(isolated(document.title));
  $("title").title = document.title;
  $("made").textContent = say("made", facts.made, offsetText());
  $("language").textContent = text.other;
  $("language").lang = language === "en" ? "zh-CN" : "en";
  $("language").setAttribute("aria-label", text.otherName);
  $("help-facts").textContent = say("helpFacts", facts.archive, facts.ledgerHead);
  $("keys").replaceChildren(...text.keys.flatMap((/** @type {[string, string]} */ [key, meaning]) => {
    const [term, definition, cap] = [document.createElement("dt"), document.createElement("dd"), document.createElement("kbd")];
    cap.textContent = key;
    term.append(cap);
    definition.textContent = meaning;
    return [term, definition];
  }));
  setTheme(store.get("theme") ?? "auto");
}

/** @param {string} theme */
function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  $("theme").title = say("theme", say(theme === "light" ? "themeLight" : theme === "dark" ? "themeDark" : "themeAuto"));
  $("theme").setAttribute("aria-label", $("theme").title);
  resolvedColors.clear();
  drawWave();
}

const narrow = matchMedia("(max-width: 1000px)");

/** @param {boolean} isOpen */
function openFilters(isOpen) {
  $("filters").classList.toggle("open", isOpen);
  $("shade").hidden = !isOpen;
  $("main").inert = $("player").inert = isOpen;
  $("open-filters").setAttribute("aria-expanded", String(isOpen));
  (isOpen ? $("close-filters") : $("open-filters")).focus();
}

// ── Start ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

function listenToControls() {
  let typing = 0;
  $("search").addEventListener("input", () => {
    cancelAnimationFrame(typing);
    typing = requestAnimationFrame(applySearch);
  });
  for (const id of ["from", "to"]) {
    $(id).addEventListener("change", () => {
      /** @type {any} */ (filter)[id] = dayOf($(id).value);
      apply("date");
      drawFields();
    });
  }

  for (const id of ["shortest", "longest"]) {
    $(id).addEventListener("change", () => {
      /** @type {any} */ (filter)[id] = secondsOf($(id).value);
      apply("length");
      drawFields();
    });
  }

  for (const preset of Object.keys(presets)) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.preset = button.dataset.text = preset;
    button.addEventListener("click", () => {
      const [from, to] = presets[preset]();
      const isChosen = from === filter.from && to === filter.to;
      [filter.from, filter.to] = isChosen ? [NaN, NaN] : [from, to];
      apply("date");
      drawFields();
    });
    $("presets").append(button);
  }

  for (const minutes of LENGTH_PRESETS) {
    const button = document.createElement("button");
    button.type = "button";
    button.value = String(minutes);
    button.addEventListener("click", () => {
      const isChosen = button.getAttribute("aria-pressed") === "true";
      [filter.shortest, filter.longest] = [isChosen ? NaN : 60 * minutes, NaN];
      apply("length");
      drawFields();
    });
    $("length-presets").append(button);
  }

  $("find-agent").addEventListener("input", showAgents);
  $("all-agents").addEventListener("click", () => {
    showsAllAgents = !showsAllAgents;
    showAgents();
  });
  $("clear").addEventListener("click", () => {
    clearFilters();
    focusable().focus();
  });
  $("open-filters").addEventListener("click", () => openFilters(true));
  $("close-filters").addEventListener("click", () => openFilters(false));
  $("shade").addEventListener("click", () => openFilters(false));
  narrow.addEventListener("change", () => $("filters").classList.contains("open") && openFilters(false));

  $("play").addEventListener("click", () => playOrPause(playing.row));
  $("previous").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("back").addEventListener("click", () => seek(audio.currentTime - 10));
  $("forward").addEventListener("click", () => seek(audio.currentTime + 10));
  $("seek").addEventListener("input", () => seek(Number($("seek").value)));
  $("speed").append(...SPEEDS.map((speed) => new Option(`${speed}×`, String(speed))));
  $("speed").addEventListener("change", () => setSpeed(Number($("speed").value)));
  setSpeed(SPEEDS.includes(Number(store.get("speed"))) ? Number(store.get("speed")) : 1);
  $("skip-silence").addEventListener("click", () => $("skip-silence").setAttribute("aria-pressed", String($("skip-silence").getAttribute("aria-pressed") !== "true")));
  $("good").addEventListener("click", () => toggleVerdict("Good"));
  $("coach").addEventListener("click", () => toggleVerdict("Coach"));
  $("note").addEventListener("change", keepNote);
  $("details").addEventListener("click", () => showDetails($("details-panel").hidden));
  listenToAudio();

  document.querySelectorAll("[data-does]").forEach((button) => button.addEventListener("click", () => {
    openFilters(false);
    $(/** @type {HTMLElement} */ (button).dataset.does ?? "").click();
  }));
  $("export-marks").addEventListener("click", exportMarks);
  $("import-marks").addEventListener("click", () => $("marks-file").click());
  $("marks-file").addEventListener("change", async () => {
    const [file] = $("marks-file").files;
    $("marks-file").value = "";
    if (file) {
      await importMarks(file);
    }
  });
  $("sample").addEventListener("click", () => {
    $("sample-size").value = String(filter.sample?.size ?? 3);
    $("sample-seed").value = filter.sample?.seed ?? String(crypto.getRandomValues(new Uint32Array(1))[0] % 1000000);
    $("sample-clear").hidden = !filter.sample;
    $("sample-dialog").showModal();
  });
  $("sample-dialog").querySelector("form").addEventListener("submit", async () => {
    await idsRead;
    filter.sample = { size: Number($("sample-size").value), seed: $("sample-seed").value.trim() };
    apply("sample");
    focusable().focus();
  });
  $("sample-cancel").addEventListener("click", () => $("sample-dialog").close());
  $("sample-clear").addEventListener("click", () => {
    filter.sample = null;
    apply("sample");
    $("sample-dialog").close();
  });
  $("help").addEventListener("click", () => $("help-dialog").showModal());
  $("help-close").addEventListener("click", () => $("help-dialog").close());
  $("import-close").addEventListener("click", () => $("import-dialog").close());
  $("language").addEventListener("click", () => {
    const language = text === texts.en ? "zh" : "en";
    store.set("language", language);
    setLanguage(language);
    drawLanguage();
  });
  $("theme").addEventListener("click", () => {
    const themes = ["auto", "light", "dark"];
    const theme = themes[(themes.indexOf(document.documentElement.dataset.theme ?? "auto") + 1) % themes.length];
    store.set("theme", theme);
    setTheme(theme);
  });

  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", () => {
    readAddress();
    applyAll();
  });
  window.addEventListener("storage", (event) => {
    if (event.newValue !== null && event.key?.startsWith(store.prefix + "mark/") && data.ids) {
      readMarks(new Map([[event.key.slice(store.prefix.length + 5), event.newValue]]));
    }
  });
  window.addEventListener("resize", drawWave);
  window.addEventListener("pagehide", () => {
    keepNote();
    keepHeard();
  });
  window.addEventListener("beforeunload", (event) => !isExported && event.preventDefault());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(document.documentElement.dataset.theme ?? "auto"));
}

/** Draws again everything whose texts are made by the script. */
function drawLanguage() {
  nameFacets();
  nameCharts();
  drawOrder();
  chipsDrawn = "";
  drawFields();
  version++;
  apply("order");
  if (playing.row >= 0) {
    $("now").replaceChildren(isolated(titleOf(playing.row)));
    drawPlayer();
    drawClock();
    if (!$("details-panel").hidden) {
      drawDetails();
    }
  }

  if (storeTrouble) {
    warn(say(storeTrouble));
  }
}

function applyAll() {
  drawOrder();
  apply("search", "date", "length", ...FACETS, "sample");
  drawFields();
}

/** Reads the ids, which come after this script in the page: the rows are there before them. */
async function startIds() {
  if (document.readyState === "loading") {
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  }

  const uuids = takeBytes("ids");
  readIds(columnsOf(await inflate(takeBytes("id-columns")), facts.idColumns), uuids);
  readMarks();
  if (filter.search || filter.sample) {
    apply("search", "sample");
  }
}

/** @type {Promise<void>} */
let idsRead;

async function start() {
  const wanted = store.get("language") ?? ((navigator.languages ?? [navigator.language]).find((one) => /^(zh|en)/i.test(one)) ?? "en");
  setLanguage(/^zh/i.test(wanted) ? "zh" : "en");
  readColumns(columnsOf(await inflate(takeBytes("columns")), facts.columns));

  // Two agents of one name are told apart by their ids.
  const seen = new Set();
  data.sharedNames = new Set();
  data.agentName.forEach((/** @type {number} */ name) => (seen.has(name) ? data.sharedNames.add(data.agentNames[name]) : seen.add(name)));
  for (const [facet, length] of [["direction", data.words.length], ["state", data.words.length], ["review", REVIEWS.length], ["agent", data.agentId.length], ["outcome", facts.outcomes.length]]) {
    counts[facet] = new Uint32Array(/** @type {number} */ (length));
  }

  makeCharts();
  count();
  chart.allDays = counts.days.slice();
  chart.allLengths = counts.lengths.slice();
  makeFacets();
  makeList();
  listenToControls();
  setLanguage(text === texts.zh ? "zh" : "en");
  nameFacets();
  nameCharts();

  /** @type {() => void} */
  let done = () => {};
  idsRead = new Promise((resolve) => (done = () => resolve(undefined)));
  readAddress();
  const sample = filter.sample;
  filter.sample = null;
  applyAll();
  filter.sample = sample;
  document.documentElement.dataset.ready = "rows";
  performance.mark("rows");
  await startIds();
  document.documentElement.dataset.ready = "all";
  performance.mark("ids");
  done();

  // Prepared now, so that the first search and the first sort by number need not wait.
  setTimeout(() => data.numbers.prepare());
  setTimeout(() => (data.numberRank ??= rankNumbers()), 100);
}

start();
