// The panel's script: shows the image of a page, zooms it, and asks for other pages.

import OpenSeadragon from 'openseadragon';
import type { Image, Shown, Told } from '../src/facsimile/messages';

/** What part of a page was in sight: VS Code keeps it while the panel is hidden or the window closed. */
interface View {
  /** The address of the image. */
  readonly address: string;
  /** 1 shows the whole width of the page. */
  readonly zoom: number;
  /** The middle of what is in sight and its upper edge, in widths of the page. */
  readonly middle: number;
  readonly top: number;
}

declare function acquireVsCodeApi(): {
  postMessage(told: Told): void;
  getState(): View | undefined;
  setState(view: View): void;
};

const vscode = acquireVsCodeApi();

/** By how much a key zooms, and what part of what is in sight it moves by. */
const ZOOM = 1.3;
const STEP = 0.15;

/** Whether nothing should move by itself. */
const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;

const label = element('label');
const message = element('message');
const image = element('image');

const viewer = new OpenSeadragon.Viewer({
  element: image,
  // Images that are shown must not be read: no site need allow it.
  drawer: 'canvas',
  showNavigationControl: false,
  gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
  animationTime: isStill ? 0 : 0.3,
  immediateRender: true,
  visibilityRatio: 0.3,
  minZoomImageRatio: 0.8,
  maxZoomPixelRatio: 4,
});
viewer.setMouseNavEnabled(true);
viewer.addHandler('canvas-key', (event) => {
  // The keys below work wherever the focus is.
  event.preventDefaultAction = true;
});

/** What the panel was told last. */
let shown: Shown | undefined;
/** The address of the image that is open. */
let open = '';
/** The bytes of the image that is open, as an address. */
let bytes: string | undefined;

addEventListener('message', ({ data }: MessageEvent<Shown>) => void show(data));

/** Shows a page. What was to be shown before it and is not there yet is forgotten. */
async function show(next: Shown): Promise<void> {
  shown = next;
  label.textContent = next.label === '' ? '' : `Page ${next.label}`;
  for (const direction of ['previous', 'next'] as const) {
    element(direction).setAttribute('aria-disabled', String(!next.turns[direction]));
  }
  const { image, address } = next;
  if (typeof image === 'string') {
    say(image);
  } else if (address !== open) {
    const source = await load(image, address);
    if (shown !== next) {
      return;
    }
    if (source === undefined) {
      say(image.failure);
      return;
    }
    if (viewer.isOpen()) {
      // The zoom may still be on its way.
      remember();
    }
    open = address;
    say('');
    viewer.open({ tileSource: source });
  }
}

/** What the viewer opens, once it is certain that it can be shown; undefined where it cannot. */
async function load(image: Image, address: string): Promise<object | undefined> {
  if (image.kind === 'bytes') {
    const before = bytes;
    bytes = URL.createObjectURL(new Blob([image.bytes.slice()], { type: image.type }));
    if (before !== undefined) {
      URL.revokeObjectURL(before);
    }
    return whole(bytes);
  }
  return (image.tiles === undefined ? undefined : await tiled(image.tiles)) ?? whole(address);
}

async function whole(url: string): Promise<object | undefined> {
  const probe = new Image();
  probe.src = url;
  const isImage = await probe.decode().then(() => probe.naturalWidth > 0, () => false);
  return isImage ? { type: 'image', url } : undefined;
}

/** The tiles that `address` describes, taken from where the description is; undefined if there is none. */
async function tiled(address: string): Promise<object | undefined> {
  try {
    const info = (await (await fetch(address)).json()) as Record<string, unknown>;
    const service = address.replace(/\/info\.json$/u, '');
    return { ...info, ...('id' in info ? { id: service } : { '@id': service }) };
  } catch {
    return undefined;
  }
}

/** Says why there is no image, in its place; nothing shows the image. */
function say(words: string): void {
  if (words !== '') {
    open = '';
    viewer.close();
  }
  message.textContent = words;
  document.body.classList.toggle('has-image', words === '');
}

viewer.addHandler('open', () => {
  viewer.canvas.setAttribute('role', 'img');
  viewer.canvas.setAttribute('aria-label', label.textContent);
  const view = vscode.getState();
  // A page that is turned to begins at its top, as large as the one before.
  place({ zoom: 1, middle: 0.5, ...view, address: open, top: view?.address === open ? view.top : 0 });
});

// Only then does the viewer change its zoom.
viewer.addHandler('resize', () => {
  queueMicrotask(() => {
    const view = vscode.getState();
    if (viewer.isOpen() && view !== undefined) {
      place(view);
    }
  });
});

/** Brings into sight what was in sight. */
function place(view: View): void {
  const { viewport } = viewer;
  viewport.zoomTo(view.zoom, undefined, true);
  viewport.panTo(new OpenSeadragon.Point(view.middle, view.top + viewport.getBounds().height / 2), true);
  vscode.setState(view);
}

viewer.addHandler('open-failed', () => {
  if (typeof shown?.image === 'object') {
    say(shown.image.failure);
  }
});

viewer.addHandler('animation-finish', remember);

/** Keeps what is in sight, or will be when the view has stopped moving. */
function remember(): void {
  const { x, y, width } = viewer.viewport.getBounds();
  vscode.setState({ address: open, zoom: 1 / width, middle: x + width / 2, top: y });
}

function zoomBy(factor: number): void {
  viewer.viewport.zoomBy(factor).applyConstraints();
}

/** The width of the page fills the panel; what is at the upper edge stays there. */
function fitWidth(): void {
  const { viewport } = viewer;
  const { y, width, height } = viewport.getBounds();
  viewport.zoomTo(1).panTo(new OpenSeadragon.Point(0.5, y + height / width / 2));
}

function turn(direction: 'next' | 'previous'): void {
  vscode.postMessage({ kind: 'turn', direction });
}

function moveBy(x: number, y: number): void {
  const { width, height } = viewer.viewport.getBounds();
  viewer.viewport.panBy(new OpenSeadragon.Point(x * width, y * height)).applyConstraints();
}

const ACTIONS = {
  previous: () => {
    turn('previous');
  },
  next: () => {
    turn('next');
  },
  out: () => {
    zoomBy(1 / ZOOM);
  },
  in: () => {
    zoomBy(ZOOM);
  },
  width: fitWidth,
  whole: () => viewer.viewport.goHome(),
};

const KEYS: Readonly<Record<string, () => unknown>> = {
  'PageUp': ACTIONS.previous,
  'PageDown': ACTIONS.next,
  '-': ACTIONS.out,
  '+': ACTIONS.in,
  '=': ACTIONS.in,
  '0': ACTIONS.width,
  '9': ACTIONS.whole,
  'ArrowLeft': () => {
    moveBy(-STEP, 0);
  },
  'ArrowRight': () => {
    moveBy(STEP, 0);
  },
  'ArrowUp': () => {
    moveBy(0, -STEP);
  },
  'ArrowDown': () => {
    moveBy(0, STEP);
  },
};

for (const [id, action] of Object.entries(ACTIONS)) {
  element(id).addEventListener('click', action);
}
addEventListener('keydown', (event) => {
  const action = event.ctrlKey || event.altKey || event.metaKey ? undefined : KEYS[event.key];
  if (action !== undefined) {
    event.preventDefault();
    action();
  }
});

vscode.postMessage({ kind: 'ready' });

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`The document has no ${id}`);
  }
  return found;
}
