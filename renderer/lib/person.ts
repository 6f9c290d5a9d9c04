const prefixes = /^(นางสาว|นาง|นาย|ว่าที่ร้อยตรี|ว่าที่ ร\.ต\.|ดร\.|mr\.?|mrs\.?|ms\.?|dr\.?)\s*/i;

/** Two letters for the round picture: the first consonant of given name and family name, as "ปว" for ปาริชาต วงศ์เมธากุล. */
export function initialsOf(name: string): string {
  const words = name.trim().replace(prefixes, '').split(/\s+/).filter(Boolean);
  const first = (word: string | undefined) => /[ก-ฮA-Za-z]/.exec(word ?? '')?.[0]?.toUpperCase() ?? '';
  return (first(words[0]) + first(words[1])).slice(0, 2) || '–';
}
