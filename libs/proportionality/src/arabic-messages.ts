import { ARABIC_CHECKS } from './arabic-checks.js';
import { type Beside, catalogue } from './messages.js';

const ARABIC = {
  problem: {
    missing: 'هذا الحقل ناقص',
    unknown_key: 'هذا الحقل غير معروف',
    not_an_object: 'تُنتظر هنا مجموعة حقول',
    version: 'إصدار النموذج هذا غير معروف',
    value: 'هذه القيمة ليست من القيم المعروضة',
    number: 'يُنتظر هنا عدد صحيح ضمن الحدود',
    text: 'يُنتظر هنا نص بالصيغة المطلوبة',
    list: 'تُنتظر هنا قائمة فيها من القيم ما طُلب على الأقل',
    repeated: 'قيمة مكررة هنا',
  },
  band: {
    AIM_OUTWEIGHS: 'يرجح الهدف على المساس، إن صحّت الفحوص الأخرى كلها',
    STALEMATE: 'لا يرجح أي من الجانبين؛ والشك لصالح الحق. ضيّق، أو ضابطان بأسباب',
    RIGHT_OUTWEIGHS: 'يرجح المساس على الهدف. ضيّق بخطوة واحدة على الأقل فوق الفرق',
    RIGHT_CLEARLY_OUTWEIGHS: 'يرجح المساس على الهدف رجحانًا بيّنًا. ضيّق كثيرًا أو اسحب الطلب',
  },
  notice: {
    'PRT-01': 'قد يبقى طفل في خطر. انظر البدائل الأخف وحدّد وقتًا يُقرأ فيه طلب أضيق.',
    'PRT-02': 'لا قانون يجيز تدبيرًا يحمي طفلًا. أبلغ الوزارة بالثغرة.',
  },
} satisfies Beside;

/** The Arabic catalogue: the same keys as the English one. */
export const ARABIC_MESSAGES = catalogue(
  Object.entries(ARABIC_CHECKS).flatMap(([id, [question, cure]]) => [[`check.${id}.question`, question] as const, [`check.${id}.cure`, cure] as const]),
  ARABIC,
);
