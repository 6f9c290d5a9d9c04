import '@fontsource/ibm-plex-sans-thai-looped/400.css';
import '@fontsource/ibm-plex-sans-thai-looped/600.css';
import './viewer/viewer.css';
import './viewer/room.css';
import { z } from 'zod';
import { connect } from './viewer/connection.ts';
import { startSession } from './viewer/session.ts';

z.config({ jitless: true }); // the policy of this origin forbids eval, and so does ours

const part = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`viewer.html lacks #${id}`);
  return element;
};

// Stamps are measured before they are drawn.
void document.fonts.load("600 16px 'IBM Plex Sans Thai Looped'", 'กa');

const link = await connect(window);
startSession({ link, stage: part('stage'), side: part('side'), ruler: part('ruler'), said: part('said') });
