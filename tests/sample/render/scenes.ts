import { seeded } from '../seeded.ts';
import { photoHeight as height, photoWidth as width } from './photo.ts';

/** Drawn places; each gives the inside of an SVG of photo size. */
export type Scene = (label: string, seed: number) => string;

const sky = (top: string, bottom: string): string =>
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#sky)"/>`;

function trees(seed: number, horizon: number, count: number, size: number): string {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => {
    const x = ((index + random() * 0.8) / count) * width;
    const radius = size * (0.6 + random() * 0.7);
    const green = `rgb(${48 + random() * 40},${88 + random() * 50},${42 + random() * 30})`;
    const leaves = Array.from({ length: 9 }, () => {
      const angle = random() * 6.3;
      const far = radius * 0.6 * random();
      return `<circle cx="${x + Math.cos(angle) * far}" cy="${horizon - radius * 1.25 + Math.sin(angle) * far}" r="${radius * (0.35 + random() * 0.3)}" fill="${green}" opacity=".9"/>`;
    }).join('');
    return `<rect x="${x - radius * 0.07}" y="${horizon - radius * 0.9}" width="${radius * 0.14}" height="${radius * 0.95}" fill="#5b4632"/>${leaves}`;
  }).join('');
}

const board = (x: number, y: number, w: number, label: string, color = '#1f5fa8'): string => {
  const lines = label.split('\n');
  const size = Math.min(
    44,
    (w * 1.42) / Math.max(...lines.map((line) => line.replace(/[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g, '').length)),
  );
  const h = lines.length * size * 1.6 + size;
  return `<rect x="${x + w * 0.08}" y="${y + h}" width="12" height="200" fill="#777"/><rect x="${x + w * 0.88}" y="${y + h}" width="12" height="200" fill="#777"/><rect x="${x}" y="${y}" width="${w}" height="${h}" rx="6" fill="${color}" stroke="#eee" stroke-width="6"/>${lines
    .map(
      (line, index) =>
        `<text x="${x + w / 2}" y="${y + size * 1.5 + index * size * 1.6}" font-family="Sarabun" font-weight="700" font-size="${size}" fill="#fff" text-anchor="middle">${line}</text>`,
    )
    .join('')}`;
};

function person(x: number, y: number, size: number, shirt: string, hat?: string): string {
  const s = size / 100;
  return `<g transform="translate(${x} ${y}) scale(${s})"><ellipse cx="0" cy="4" rx="26" ry="6" fill="#0003"/><rect x="-15" y="-46" width="12" height="48" rx="5" fill="#2d3345"/><rect x="3" y="-46" width="12" height="48" rx="5" fill="#2d3345"/><rect x="-20" y="-98" width="40" height="58" rx="12" fill="${shirt}"/><rect x="-29" y="-94" width="11" height="46" rx="5" fill="${shirt}"/><rect x="18" y="-94" width="11" height="46" rx="5" fill="${shirt}"/><circle cx="0" cy="-114" r="15" fill="#a9764f"/>${
    hat === undefined
      ? '<path d="M-15 -116a15 15 0 0 1 30 0z" fill="#1d1a18"/>'
      : `<path d="M-22 -118h44l-8 -12h-28z" fill="${hat}"/>`
  }</g>`;
}

const road = (far: number, color: string, from = 200, to = 1240): string =>
  `<polygon points="${width / 2 - 50},${far} ${width / 2 + 50},${far} ${to},${height} ${from},${height}" fill="${color}"/>`;

export const roadWork: Scene = (label, seed) => `${sky('#8db7dd', '#dfe9ee')}${trees(seed, 520, 11, 110)}
<rect y="500" width="${width}" height="600" fill="#7d8c4d"/><rect y="500" width="${width}" height="60" fill="#8f9b5c"/>${road(500, '#8b8b8a')}
<polygon points="700,500 768,500 1200,1080 700,1080" fill="#3b3c40"/>${Array.from({ length: 5 }, (_, index) => `<rect x="${712 - index * 4}" y="${560 + index * index * 26}" width="${6 + index * 3}" height="${20 + index * 16}" fill="#e6dc9a"/>`).join('')}
<g transform="translate(930 560)"><rect x="-90" y="-70" width="170" height="70" rx="8" fill="#e2a11f"/><rect x="-50" y="-135" width="90" height="70" rx="6" fill="#c98a14"/><rect x="-40" y="-125" width="70" height="44" fill="#bcd3e0"/><ellipse cx="-70" cy="10" rx="44" ry="40" fill="#444"/><ellipse cx="66" cy="14" rx="36" ry="34" fill="#444"/></g>
${person(560, 760, 150, '#e8651a', '#f4d21f')}${person(650, 700, 125, '#e8651a', '#f4d21f')}${person(1190, 820, 165, '#e8651a', '#f1f1f1')}${board(60, 560, 380, label, '#146a3a')}`;

export const streetLight: Scene = (
  label,
  seed,
) => `${sky('#1c2445', '#8a6a72')}${trees(seed, 560, 9, 120).replaceAll('opacity=".9"', 'opacity=".55"')}
<rect y="560" width="${width}" height="560" fill="#2a2d2a"/>${road(560, '#3a3b40')}
<defs><radialGradient id="glow"><stop offset="0" stop-color="#fff6c9" stop-opacity=".95"/><stop offset="1" stop-color="#ffd76a" stop-opacity="0"/></radialGradient></defs>
${[
  [1080, 160, 1],
  [890, 330, 0.55],
  [812, 420, 0.3],
]
  .map(
    ([x = 0, y = 0, s = 1]) =>
      `<rect x="${x}" y="${y}" width="${14 * s}" height="${720 * s}" fill="#8b8f94"/><rect x="${x - 150 * s}" y="${y}" width="${160 * s}" height="${10 * s}" fill="#8b8f94"/><ellipse cx="${x - 150 * s}" cy="${y + 14 * s}" rx="${46 * s}" ry="${14 * s}" fill="#fff9dd"/><circle cx="${x - 150 * s}" cy="${y + 20 * s}" r="${230 * s}" fill="url(#glow)"/><ellipse cx="${x - 170 * s}" cy="${y + 740 * s}" rx="${300 * s}" ry="${60 * s}" fill="url(#glow)" opacity=".6"/>`,
  )
  .join('')}${board(90, 520, 360, label, '#274b86')}`;

export const waterPoint: Scene = (label, seed) => `${sky('#9cc7e6', '#eaf1f3')}${trees(seed, 420, 8, 130)}
<rect y="420" width="${width}" height="700" fill="#b9ad94"/><rect x="120" y="150" width="860" height="420" fill="#e9dcc0"/><polygon points="80,160 550,20 1020,160" fill="#9c4a35"/><rect x="200" y="260" width="150" height="220" fill="#6c7f8a"/><rect x="420" y="260" width="150" height="310" fill="#7a5a3c"/><rect x="640" y="260" width="150" height="220" fill="#6c7f8a"/>
<text x="550" y="220" font-family="Sarabun" font-weight="700" font-size="44" fill="#5b2d1c" text-anchor="middle">ศาลาประชาคม</text>
<g transform="translate(1040 380)"><ellipse cx="120" cy="520" rx="190" ry="26" fill="#0003"/><rect width="240" height="510" rx="14" fill="#dfe5e8" stroke="#9aa5ab" stroke-width="6"/><rect x="24" y="30" width="192" height="150" fill="#2a6fb3"/><text x="120" y="92" font-family="Sarabun" font-weight="700" font-size="40" fill="#fff" text-anchor="middle">น้ำดื่ม</text><text x="120" y="146" font-family="Sarabun" font-size="29" fill="#fff" text-anchor="middle">สะอาด</text><rect x="30" y="220" width="180" height="120" fill="#5d6a70"/><rect x="60" y="240" width="16" height="46" fill="#c7ced2"/><rect x="112" y="240" width="16" height="46" fill="#c7ced2"/><rect x="164" y="240" width="16" height="46" fill="#c7ced2"/><rect x="36" y="372" width="168" height="92" fill="#fff" stroke="#888" stroke-width="2"/><text x="120" y="404" font-family="Sarabun" font-weight="700" font-size="22" fill="#222" text-anchor="middle">ผลตรวจคุณภาพน้ำ</text><text x="120" y="432" font-family="Sarabun" font-size="21" fill="#222" text-anchor="middle">12 มี.ค. 2566</text><text x="120" y="456" font-family="Sarabun" font-size="21" fill="#156b2c" text-anchor="middle">ผ่านเกณฑ์</text></g>
${person(880, 900, 190, '#b3455d')}${board(60, 650, 420, label)}`;

export const fireDrill: Scene = (
  label,
  seed,
) => `${sky('#a9c3d6', '#e6e7e2')}${trees(seed, 470, 10, 100)}<rect y="470" width="${width}" height="640" fill="#9b9a92"/>
<g transform="translate(760 330)"><rect width="520" height="220" rx="10" fill="#c3261f"/><rect x="380" y="-70" width="140" height="110" rx="8" fill="#c3261f"/><rect x="400" y="-56" width="100" height="60" fill="#bcd6e2"/><rect y="110" width="520" height="26" fill="#f3f0e4"/><circle cx="110" cy="224" r="56" fill="#222"/><circle cx="110" cy="224" r="24" fill="#999"/><circle cx="420" cy="224" r="56" fill="#222"/><circle cx="420" cy="224" r="24" fill="#999"/><text x="200" y="88" font-family="Sarabun" font-weight="700" font-size="46" fill="#fff" text-anchor="middle">บรรเทาสาธารณภัย</text></g>
<path d="M430 700 Q330 560 230 470" stroke="#dfeef7" stroke-width="26" fill="none" opacity=".75"/><g transform="translate(190 470)">${Array.from({ length: 14 }, (_, index) => `<circle cx="${(index * 37) % 130}" cy="${-((index * 53) % 150)}" r="${34 + (index % 4) * 12}" fill="#555" opacity=".28"/>`).join('')}<path d="M0 60q20 -90 50 -120q10 60 50 60q-10 40 0 60z" fill="#e8701a"/></g>
${[430, 500, 580, 690, 1330].map((x, index) => person(x, 800 + (index % 3) * 60, 165, index % 2 === 0 ? '#d96a1f' : '#23366b', '#f4d21f')).join('')}${board(900, 700, 440, label, '#8d1f1f')}`;

export const meeting: Scene = (label, seed) => {
  const random = seeded(seed);
  const shirts = ['#7a8fb5', '#c78a6a', '#6f9a7b', '#b8b0a2', '#a8617b', '#d2b24c'];
  return `<rect width="${width}" height="${height}" fill="#d9d2c3"/><rect y="640" width="${width}" height="440" fill="#a58a68"/><rect x="320" y="60" width="800" height="330" fill="#f6f4ee" stroke="#8a7a5e" stroke-width="12"/>
${label
  .split('\n')
  .map(
    (line, index) =>
      `<text x="720" y="${170 + index * 78}" font-family="Sarabun" font-weight="700" font-size="50" fill="#1d3f7a" text-anchor="middle">${line}</text>`,
  )
  .join('')}
<rect x="60" y="110" width="170" height="240" fill="#b9d3e3" stroke="#fff" stroke-width="12"/><rect x="1210" y="110" width="170" height="240" fill="#b9d3e3" stroke="#fff" stroke-width="12"/>
${[0, 1, 2, 3].map((index) => person(480 + index * 160, 620, 140, shirts[index] ?? '#888')).join('')}<rect x="380" y="560" width="680" height="90" fill="#6b4b2e"/>
${Array.from({ length: 3 }, (_, row) => Array.from({ length: 8 }, (_unused, seat) => person(110 + seat * 176 + row * 30 + random() * 24, 820 + row * 130, 170 + row * 30, shirts[Math.floor(random() * shirts.length)] ?? '#888')).join('')).join('')}`;
};

export const planting: Scene = (
  label,
  seed,
) => `${sky('#86b9e8', '#e4f0e8')}${trees(seed, 430, 12, 140)}<rect y="430" width="${width}" height="660" fill="#8aa154"/><path d="M0 620q360 -80 720 0t720 0v460H0z" fill="#7c9248"/>
${Array.from({ length: 18 }, (_, index) => {
  const x = 120 + (index % 6) * 230 + ((index * 37) % 50);
  const y = 640 + Math.floor(index / 6) * 140;
  return `<ellipse cx="${x}" cy="${y}" rx="34" ry="10" fill="#5d4128"/><rect x="${x - 3}" y="${y - 70}" width="6" height="70" fill="#5d4632"/><circle cx="${x - 14}" cy="${y - 74}" r="20" fill="#4d8a3a"/><circle cx="${x + 12}" cy="${y - 84}" r="22" fill="#5b9a42"/>`;
}).join(
  '',
)}${[240, 520, 830, 1090].map((x, index) => person(x, 800 + (index % 2) * 120, 170, index % 2 === 0 ? '#f0d24a' : '#e9e9e9', '#c9a55c')).join('')}${board(960, 500, 420, label, '#2c6e35')}`;

export const noticeBoard: Scene = (label, seed) => {
  const random = seeded(seed);
  return `${sky('#b9cfe0', '#ece9e0')}<rect y="80" width="${width}" height="860" fill="#e3d8c2"/><rect y="900" width="${width}" height="200" fill="#a39b8b"/><rect x="150" y="140" width="1140" height="640" fill="#7b5a38"/><rect x="180" y="210" width="1080" height="540" fill="#2f6b4f"/><text x="720" y="194" font-family="Sarabun" font-weight="700" font-size="46" fill="#fff" text-anchor="middle">${label.split('\n')[0] ?? ''}</text>
${Array.from({ length: 10 }, (_, index) => {
  const x = 210 + (index % 5) * 208;
  const y = 232 + Math.floor(index / 5) * 262;
  const lines = Array.from(
    { length: 9 },
    (_unused, row) =>
      `<rect x="${x + 20}" y="${y + 62 + row * 18}" width="${80 + random() * 60}" height="5" fill="#666"/>`,
  ).join('');
  return `<g transform="rotate(${(random() - 0.5) * 4} ${x} ${y})"><rect x="${x}" y="${y}" width="182" height="240" fill="#fbfaf5"/><text x="${x + 91}" y="${y + 40}" font-family="Sarabun" font-weight="700" font-size="20" fill="#222" text-anchor="middle">ประกาศ</text>${lines}<circle cx="${x + 91}" cy="${y + 8}" r="6" fill="#c33"/></g>`;
}).join(
  '',
)}<text x="720" y="850" font-family="Sarabun" font-size="40" fill="#4b3a24" text-anchor="middle">${label.split('\n')[1] ?? ''}</text>${person(1230, 1000, 200, '#3c6aa8')}`;
};

export const receivedDesk: Scene = (
  label,
) => `<rect width="${width}" height="${height}" fill="#8a6a47"/>${Array.from({ length: 24 }, (_, index) => `<rect y="${index * 46}" width="${width}" height="3" fill="#6d5236" opacity=".5"/>`).join('')}
<g transform="rotate(-5 720 540)"><rect x="330" y="90" width="760" height="1000" fill="#f7f5ee"/><rect x="330" y="90" width="760" height="1000" fill="none" stroke="#0002" stroke-width="6"/>
${Array.from({ length: 19 }, (_, index) => `<rect x="400" y="${470 + index * 30}" width="${index % 5 === 4 ? 360 : 610}" height="7" fill="#444" opacity=".75"/>`).join('')}
<text x="710" y="330" font-family="Sarabun" font-weight="700" font-size="34" fill="#222" text-anchor="middle">หนังสือนำส่งรายงานการควบคุมภายใน</text><text x="710" y="386" font-family="Sarabun" font-size="30" fill="#222" text-anchor="middle">ประจำปีงบประมาณ พ.ศ. ๒๕๖๖</text>
<g transform="rotate(-3 930 190)" fill="none" stroke="#474c9c" stroke-width="5"><rect x="760" y="120" width="310" height="170"/>${label
  .split('\n')
  .map(
    (line, index) =>
      `<text x="780" y="${160 + index * 38}" font-family="Sarabun" font-size="29" fill="#474c9c" stroke="none">${line}</text>`,
  )
  .join(
    '',
  )}</g></g><g transform="translate(1180 760) rotate(24)"><rect width="60" height="230" rx="18" fill="#33404f"/><rect x="-30" y="220" width="120" height="60" rx="8" fill="#26303b"/></g>`;

export const drawScene = (scene: Scene, label: string, seed: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" style="display:block" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${scene(label, seed)}</svg>`;
