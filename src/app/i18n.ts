import i18next from 'i18next';
import da from '../locales/da.json' with { type: 'json' };
import en from '../locales/en.json' with { type: 'json' };
import type { Language } from './format.ts';

/** Says one sentence of the locale in one language. `count` picks the plural form. */
export type Say = (key: string, blanks?: Readonly<Record<string, string | number>>) => string;

const RESOURCES = { da, en } as const;

/** The sentences of one language. A key that is missing is a bug and throws, so that no key ever reaches a card. */
export function sayIn(language: Language): Say {
  return SAY[language];
}

const SAY: Readonly<Record<Language, Say>> = { da: sayer('da'), en: sayer('en') };

function sayer(language: Language): Say {
  const instance = i18next.createInstance();
  instance.init({
    lng: language,
    resources: { [language]: { translation: RESOURCES[language] } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return (key, blanks = {}) => {
    if (!instance.exists(key, blanks)) throw new Error(`the locale ${language} has no sentence ${key}`);
    return instance.t(key, blanks);
  };
}

/** The fixed labels of a card, for its template's `t`. */
export function labelsOf(language: Language, card: string): Readonly<Record<string, unknown>> {
  const cards: Readonly<Record<string, unknown>> = RESOURCES[language].cards;
  const labels = cards[card];
  return typeof labels === 'object' && labels !== null ? { ...labels } : {};
}
