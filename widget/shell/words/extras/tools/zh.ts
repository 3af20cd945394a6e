/** The words of the composer's tools, of files in messages and of the frame, in Simplified Chinese. */
import { plural } from '../../words.ts'
import type { ToolWords } from './en.ts'

export const tools: ToolWords = {
  frame: { move: '移动对话窗口', hint: '方向键移动，按住 Shift 再按方向键可调整大小。', enlarge: '放大窗口', restore: '恢复大小' },

  attach: {
    menu: '添加什么',
    picture: '图片',
    camera: '拍照',
    file: '文件',
    location: '位置',
    chosen: '已添加的文件',
    remove: (name) => `移除${name}`,
    pasted: '粘贴的图片',
    tooLarge: (name, most) => `“${name}”超过了${most}。请压缩后再发，或发送链接。`,
    wrongKind: (name, ending) => `“${name}”未添加：这里不接收以.${ending}结尾的文件。`,
    noEnding: (name) => `“${name}”未添加：文件名没有说明类型的后缀。`,
    empty: (name) => `“${name}”是空文件，请另选一个。`,
    tooMany: plural('zh', { other: '一条消息最多可带#个文件。' }),
    errors: {
      file_empty: '这个文件是空的，请另选一个。',
      file_too_large: '这个文件太大。请压缩后再发，或发送链接。',
      file_type_refused: '这里不接收这类文件。',
      file_disguised: '文件内容与后缀不符，请重新保存后再试。',
      file_unreadable: '这张图片无法读取，请存为 JPEG 或 PNG 后再试。',
      file_gone: '这个文件已无法读取，请重新选择。',
      files_off: '这里不接收文件，请用文字说明。',
      other: '这个文件没能发出。',
    },
  },

  file: {
    open: (name) => `打开图片${name}`,
    download: (name) => `下载${name}`,
    voice: '语音消息',
    play: '播放',
    pause: '暂停',
    position: '播放位置',
    sending: (percent) => `正在发送，${percent}`,
    paused: '有网络后继续',
    cancel: (name) => `不发送${name}`,
    gone: '这个文件已经不在了。',
    cannotPlay: '这里无法播放，请下载后打开。',
  },

  viewer: { dialog: (name) => `图片${name}`, close: '关闭图片', larger: '放大', smaller: '缩小', notLoaded: '图片未能加载。', again: '重新加载' },

  emoji: {
    dialog: '选择表情',
    search: '搜索表情',
    nothing: '没有叫这个名字的表情。',
    found: plural('zh', { other: '找到#个表情' }),
    recent: '最近使用',
    skin: '肤色',
    tones: { none: '默认', light: '浅', mediumLight: '中浅', medium: '中等', mediumDark: '中深', dark: '深' },
    groups: {
      smileys: '表情与心情',
      people: '人物与手势',
      animals: '动物与自然',
      food: '食物与饮料',
      travel: '旅行与地点',
      activities: '活动',
      objects: '物品',
      symbols: '符号',
      flags: '旗帜',
    },
  },

  voice: {
    asking: '浏览器正在询问是否可以使用麦克风。',
    recording: '正在录音',
    stop: '停止并试听',
    send: '发送语音消息',
    discard: '放弃录音',
    longest: '语音消息最长五分钟。请试听或发送。',
    denied: '本页面的麦克风已被阻止。请在浏览器地址栏旁允许后再试。',
    missing: '没有麦克风。请连接后再试，或改用文字。',
    busy: '麦克风正被其他程序使用。请关闭后再试。',
    unsupported: '这个浏览器在此不能录音。请改用文字，或发送声音文件。',
  },

  location: {
    asking: '浏览器正在询问是否可以使用您的位置。',
    ready: '将发送以下内容：',
    send: '发送位置',
    discard: '不发送',
    denied: '本页面的位置已被阻止。请在浏览器地址栏旁允许后再试。',
    notFound: '暂时找不到您的位置。请到室外或窗边再试，或写下您在哪里。',
    unsupported: '这个浏览器不能告知位置，请写下来。',
    title: '所在位置',
    accuracy: (metres) => `误差约${metres}`,
    map: '在地图上查看',
  },

  close: '关闭',
  askAgain: '再次请求',
}
