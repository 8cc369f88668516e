import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

const texts = areaTexts('training', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') });

/** `/training`: certificates, lessons, practice, examination, and what examiners keep. @source experience.md 3.6 */
export const trainingRoutes: Routes = [
  {
    path: '',
    resolve: { texts },
    children: [
      { path: '', pathMatch: 'full', loadComponent: () => import('./certificates-page').then((file) => file.CertificatesPage), title: 'training.mine.title' },
      { path: 'lessons', loadComponent: () => import('./lessons-page').then((file) => file.LessonsPage), title: 'training.lessons.title' },
      { path: 'lessons/:code', loadComponent: () => import('./lesson-page').then((file) => file.LessonPage), title: 'training.lessons.title' },
      { path: 'practice', loadComponent: () => import('./practice-page').then((file) => file.PracticePage), title: 'training.practice.title' },
      { path: 'exam', loadComponent: () => import('./exam-home').then((file) => file.ExamHome), title: 'training.exam.title' },
      { path: 'exam/:id', loadComponent: () => import('./exam-page').then((file) => file.ExamPage), title: 'training.exam.title' },
      { path: 'blocked', loadComponent: () => import('./blocked-page').then((file) => file.BlockedPage), title: 'training.blocked.title' },
      { path: 'questions', loadComponent: () => import('./questions-page').then((file) => file.QuestionsPage), title: 'training.questions.title' },
      { path: 'questions/:id', loadComponent: () => import('./question-page').then((file) => file.QuestionPage), title: 'training.questions.title' },
      { path: 'certificates', loadComponent: () => import('./others-page').then((file) => file.OthersPage), title: 'training.others.title' },
    ],
  },
];
