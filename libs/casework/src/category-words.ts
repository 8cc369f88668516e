import { type DataCategory } from './categories.js';

/** Languages in which the sentences of a decision are written. */
export const SENTENCE_LANGUAGES = ['en', 'ar'] as const;
export type SentenceLanguage = (typeof SENTENCE_LANGUAGES)[number];

/** Names of the categories inside a sentence. Screens name them by the same words. */
export const CATEGORY_WORDS: Readonly<Record<SentenceLanguage, Readonly<Record<DataCategory, string>>>> = {
  en: {
    subscriber: 'subscriber',
    identification_ip: 'identification of an IP address',
    device_identifier: 'device identifier',
    financial: 'financial',
    image: 'image',
    authority_record: 'record of an authority',
    biometric: 'biometric',
    traffic: 'traffic',
    location: 'location',
    content_stored: 'stored content',
    content_realtime: 'live content',
    device_full: 'whole device',
  },
  ar: {
    subscriber: 'بيانات المشترك',
    identification_ip: 'تحديد عنوان IP',
    device_identifier: 'معرّف الجهاز',
    financial: 'بيانات مالية',
    image: 'صورة',
    authority_record: 'سجل لدى سلطة',
    biometric: 'بيانات حيوية',
    traffic: 'بيانات الحركة',
    location: 'الموقع',
    content_stored: 'محتوى مخزّن',
    content_realtime: 'محتوى آني',
    device_full: 'الجهاز كله',
  },
};
