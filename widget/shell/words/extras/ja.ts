/** The words of what is fetched on first use, in Japanese. */
import { plural } from '../words.ts'
import type { ExtrasWords } from './types.ts'
import { tools } from './tools/ja.ts'

export const ja: ExtrasWords = {
  ...tools,

  menu: { end: '会話を終了', endQuestion: 'この会話を終了しますか？', endConfirm: '終了する', endCancel: '会話を続ける', popup: '別のウィンドウで開く', sound: '新着メッセージの音', notices: '通知', enter: 'Enterキーで送信', rate: 'この会話を評価', transcript: '会話の記録を受け取る', data: 'お客様のデータ', close: '閉じる' },
  noticesDenied: 'このページの通知はブロックされています。ブラウザーの設定で許可してから、こちらでオンにしてください。',
  transcript: { about: 'ここでやり取りした内容をすべてテキストでお渡しします。', download: 'ダウンロード', address: 'メールアドレス', mail: 'メールで送る', sent: (address) => `${address}にお送りしました。` },
  data: {
    about: 'ここに書かれた内容とお客様に関する情報は、お客様のものです。写しを受け取ることも、削除することもできます。',
    give: 'データをダウンロード',
    erase: 'データを削除',
    question: 'すべてのメッセージ、ファイル、お客様情報を完全に削除しますか？元に戻すことはできません。',
    confirm: 'すべて削除する',
    cancel: '削除しない',
  },

  form: {
    title: 'はじめにお聞かせください',
    fields: { name: 'お名前', email: 'ご連絡用メールアドレス', phone: 'お電話番号' },
    optional: (label) => `${label}（任意）`,
    choose: '選択してください',
    missing: 'こちらをご入力ください。',
    badEmail: 'メールアドレスの形式をご確認ください。',
    badPhone: '電話番号の形式をご確認ください。',
    tick: '続けるにはチェックを入れてください。',
    more: '詳しく見る',
    submit: '回答を送信',
    answered: '回答を送信しました',
  },

  reachHere: 'お返事はこちらに届きます。',
  reachMail: (address) => `お返事はこちらに届き、${address}宛のメールでもお送りします。`,
  away: {
    backToday: (time) => `本日${time}に再開します。`,
    backTomorrow: (time) => `明日${time}に再開します。`,
    backOn: (day, time) => `${day}${time}に再開します。`,
    reach: 'ご連絡先をお聞かせください',
    save: '保存',
    noted: (details) => `${details}を承りました。お返事はこちらに届きます。`,
    change: '連絡先を変更',
  },

  queue: {
    next: '次にご案内します',
    place: plural('ja', { other: 'ただいま#番目です' }),
    minutes: plural('ja', { other: 'あと約#分' }),
    soon: 'あと1分以内',
    hint: 'お待ちの間もメッセージをお書きいただけます。',
    leave: 'メッセージを残す',
    giveUp: '待つのをやめる',
  },

  survey: {
    question: 'この会話はいかがでしたか？',
    steps: { 1: 'とても悪い', 2: '悪い', 3: '普通', 4: '良い', 5: 'とても良い' },
    comment: 'ご意見をお聞かせください（任意）',
    commentNeeded: 'お聞かせいただきたいこと',
    commentMissing: 'よくなかった点を簡単にお聞かせください。',
    reasons: '理由をお聞かせください',
    submit: '評価を送信',
    later: '今はしない',
    thanks: '評価をありがとうございました。',
    change: '評価を変更',
  },

  transfer: { question: (name) => `ここからは${name}が対応してもよろしいですか？`, accept: 'はい、お願いします', decline: 'いいえ、結構です' },

  // The menu of the workspace (MN-1)
  items: { label: 'メニュー', newTab: '（新しいタブで開きます）' },

  choices: { label: '返信の候補', chosen: (label) => `選択済み：${label}` },
  cards: { label: 'カード', previous: '前のカード', next: '次のカード' },
  contact: { call: (name) => `${name}に電話する`, mail: (name) => `${name}にメールする`, open: (name) => `${name}のページを開く` },

  errors: {
    not_reachable: 'うまくいきませんでした。少し待ってからもう一度お試しください。',
    bad_email: 'メールアドレスをご確認ください。',
    bad_phone: '電話番号をご確認ください。',
    proof_needed: 'このサイトにログイン中です。アカウントの設定から変更してください。',
    file_gone: 'このメッセージのファイルが見つかりません。メッセージを編集し、ファイルをもう一度お選びください。',
    form_gone: 'こちらにはもうお答えいただけません。メッセージでお知らせください。',
    reason_gone: '質問の内容が変わりました。回答を確認して、もう一度送信してください。',
    survey_closed: 'この会話はもう評価できません。メッセージでお知らせください。',
    transfer_over: 'この件はすでに解決しています。',
    invitation_over: 'このご案内は終了しました。メッセージでお送りください。',
    mail_unavailable: '現在メールを送信できません。ダウンロードをご利用ください。',
    invalid_input: '内容を認識できませんでした。',
    too_large: '一度に送れる量を超えています。分けてお送りください。',
    unknown_site: 'このページでは現在チャットをご利用いただけません。',
    origin_refused: 'このページでは今のところチャットをご利用いただけません。',
    not_allowed: 'ここではこの操作はできません。',
    not_found: 'すでに存在しません。',
    conversation_ended: 'この会話は終了しました。もう一度お書きいただくと、新しい会話が始まります。',
    visitor_blocked: '現在このチャットはご利用いただけません。別の方法でお問い合わせください。',
  },
}
