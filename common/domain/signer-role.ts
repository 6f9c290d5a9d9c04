/** As what somebody signs: the chair, another member of the team, or the LAO that acknowledges. */
export const signerRoles = ['chair', 'member', 'lao'] as const;

/** The provincial order names the chair by title; everybody else signs as a member. */
export const roleOfTitle = (title: string): 'chair' | 'member' =>
  /ประธาน|\bchair/i.test(title) && !/รองประธาน|vice/i.test(title) ? 'chair' : 'member';
