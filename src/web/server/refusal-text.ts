/** Refusal text: why something cannot be done, as a page says it in its language. What has no sentence there is said in English. */
import { errorText, IoError, UsageError } from '../../core/fault.ts';
import { visible } from '../../core/text.ts';
import type { Language, Words } from '../../core/words.ts';

const OURS = {
  en: {
    inside: 'That went wrong inside wirecat.',
    looksOn: 'This page only looks on: start wirecat with --ui-control to steer it from here.',
  },
  de: {
    inside: 'In Wirecat selbst ist etwas schiefgegangen.',
    looksOn: 'Diese Seite sieht nur zu: Mit --ui-control gestartet, lässt sich Wirecat von hier aus steuern.',
  },
} as const;

/** By the codes of the system and the resolver. */
const GERMAN: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'dort nimmt niemand Verbindungen an: läuft der Dienst, und stimmt der Port?',
  ECONNRESET: 'die andere Seite hat die Verbindung abgebrochen',
  EPIPE: 'die andere Seite nimmt nichts mehr an',
  ETIMEDOUT: 'von dort kam keine Antwort: erreichbar ist es nicht, oder eine Firewall schweigt',
  EHOSTUNREACH: 'dorthin führt kein Weg: stimmt die Adresse?',
  ENETUNREACH: 'in dieses Netz führt kein Weg',
  EADDRINUSE: 'dort horcht schon jemand: wählen Sie einen anderen Port oder 0 für irgendeinen freien',
  EADDRNOTAVAIL: 'diese Maschine hat diese Adresse nicht',
  EACCES: 'das System erlaubt es nicht: Ports unter 1024 etwa hat nur root',
  EPERM: 'das System erlaubt es nicht',
  ENOTFOUND: 'diesen Namen kennt niemand: ist er richtig geschrieben?',
  EAI_AGAIN: 'der Nameserver antwortet nicht: versuchen Sie es später wieder',
  ENOENT: 'das gibt es nicht',
  EMFILE: 'mehr Verbindungen lässt das System nicht zu',
};

export const refusalText = (error: unknown, words: Words): string => {
  const { language } = words;
  if (error instanceof IoError) {
    const sentence = error.said === undefined && language === 'de' ? GERMAN[error.code] : undefined;
    return visible(sentence === undefined ? errorText(error, words) : `${error.place}: ${sentence} (${error.code})`);
  }
  return error instanceof UsageError ? visible(errorText(error, words)) : OURS[language].inside;
};

export const looksOnText = (language: Language): string => OURS[language].looksOn;
