import { config } from 'zod';

/** The page's policy allows no code made from text, which zod would make for speed. Must be loaded before any schema. */
config({ jitless: true });
