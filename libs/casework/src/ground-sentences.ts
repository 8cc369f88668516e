import { type SentenceLanguage } from './category-words.js';
import { type RefusalGround } from './lists.js';

/** What is missing and why it matters, for each ground of a refusal: one sentence of the letter. @source experience.md 1.18 */
export const GROUND_SENTENCES: Readonly<Record<RefusalGround, Readonly<Record<SentenceLanguage, string>>>> = {
  NOT_HELD: { en: 'The data are not held there; nothing could be disclosed.', ar: 'البيانات غير محفوظة هناك؛ فلا شيء يمكن كشفه.' },
  NO_LEGAL_BASIS: {
    en: 'No law of the holding country that permits it is named; without a law every interference is unlawful.',
    ar: 'لم يُذكر قانون في الدولة الحائزة يجيزه؛ وكل مساس بلا قانون غير مشروع.',
  },
  NO_AUTHORISATION: {
    en: 'The order of an authority of the level that these data need is missing; it protects the person before the data leave.',
    ar: 'ينقص أمر من سلطة بالدرجة التي تتطلبها هذه البيانات؛ وهو يحمي الشخص قبل خروج البيانات.',
  },
  IMMUNITY_PRIVILEGE_PRESS: {
    en: 'The data may be protected by immunity, privilege or the protection of sources, and nothing sets them apart.',
    ar: 'قد تكون البيانات محمية بحصانة أو بسرية مهنية أو بحماية المصادر، ولا شيء يفرزها.',
  },
  FUNDAMENTAL_RIGHT: { en: 'A disclosure would breach a fundamental right.', ar: 'الكشف ينتهك حقًا أساسيًا.' },
  NE_BIS_IN_IDEM: { en: 'The person was already tried for this; nobody is tried twice.', ar: 'سبقت محاكمة الشخص على هذا؛ ولا يحاكم أحد مرتين.' },
  NOT_AN_OFFENCE: {
    en: 'The conduct is not an offence in both countries, so the holding country may not act on it.',
    ar: 'الفعل ليس جريمة في الدولتين، فلا يجوز للدولة الحائزة أن تتصرف بشأنه.',
  },
  NOT_NECESSARY: {
    en: 'It is not shown which fact the data would prove and why it is needed; a guess does not outweigh a private life.',
    ar: 'لم يُبيَّن أي واقعة تثبتها البيانات ولا لماذا تلزم؛ والتخمين لا يرجح على حياة خاصة.',
  },
  LESS_INTRUSIVE_MEANS: {
    en: 'It is not shown that a milder means would not serve; the milder one has to come first.',
    ar: 'لم يُبيَّن أن وسيلة أخف لا تفي؛ والأخف يأتي أولًا.',
  },
  DISPROPORTIONATE: {
    en: 'What would be learnt about people outweighs what it would serve.',
    ar: 'ما سيُعرف عن الناس أثقل مما سيخدمه.',
  },
  DISCRIMINATION: { en: 'A protected attribute decides who is asked about.', ar: 'صفة محمية هي التي تقرر من يُسأل عنه.' },
  PERSECUTION: { en: 'There is a risk that the data serve persecution.', ar: 'ثمة خطر أن تخدم البيانات اضطهادًا.' },
  TORTURE: { en: 'There is a risk of torture or ill-treatment.', ar: 'ثمة خطر تعذيب أو سوء معاملة.' },
  DEATH_PENALTY: { en: 'A full assurance against a death sentence is missing.', ar: 'ينقص ضمان كامل ضد حكم الإعدام.' },
  UNFAIR_TRIAL: { en: 'There is a risk of a flagrantly unfair trial.', ar: 'ثمة خطر محاكمة جائرة جورًا بيّنًا.' },
  POLITICAL_OFFENCE: { en: 'The offence is political or purely military.', ar: 'الجريمة سياسية أو عسكرية صرفة.' },
  ESSENTIAL_INTERESTS: { en: 'Essential interests of the holding country stand against it.', ar: 'مصالح جوهرية للدولة الحائزة تقف ضده.' },
  ONGOING_CASE: { en: 'A disclosure now would harm a case that is running.', ar: 'الكشف الآن يضر بقضية جارية.' },
  THREAT_TO_PERSON: { en: 'A disclosure would endanger a person.', ar: 'الكشف يعرّض شخصًا للخطر.' },
  THIRD_PARTY_CONSENT: { en: 'The consent of the one who first gave the data is missing.', ar: 'تنقص موافقة من أعطى البيانات أولًا.' },
  PURPOSE_CHANGE: {
    en: 'The data are asked for another purpose than they were collected for.',
    ar: 'تُطلب البيانات لغرض غير الذي جُمعت له.',
  },
  NO_SPECIALTY: { en: 'The promise to use the data in this case only is missing.', ar: 'ينقص التعهد باستعمال البيانات في هذه القضية وحدها.' },
  PROTECTION_LEVEL: { en: 'It is not shown how the data would be protected where they go.', ar: 'لم يُبيَّن كيف تُحمى البيانات حيث تذهب.' },
  CHILD_INTEREST: { en: 'It would be against the best interests of a child.', ar: 'يخالف المصلحة الفضلى لطفل.' },
  IMPOSSIBLE: { en: 'What is asked cannot be done.', ar: 'لا يمكن تنفيذ المطلوب.' },
  MANIFEST_ERROR: { en: 'The request holds a manifest error.', ar: 'في الطلب خطأ بيّن.' },
  OTHER_CHANNEL: { en: 'Another channel is the right one for it.', ar: 'قناة أخرى هي الصحيحة له.' },
};

/** Grounds on which no narrower request could be read: no alternative is suggested. @source proportionality.md 2, 5 AIM-04 */
export const WITHOUT_ALTERNATIVE: readonly string[] = [
  'DISCRIMINATION',
  'PERSECUTION',
  'TORTURE',
  'NE_BIS_IN_IDEM',
  'POLITICAL_OFFENCE',
  'NOT_HELD',
  'IMPOSSIBLE',
] satisfies RefusalGround[];
