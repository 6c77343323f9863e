// What a page tells the service worker that puts the site by for use without a network: to wait while the kernel works, for which a
// machine of two cores needs both.

const rest = 300; // milliseconds without work after which the rest of the site may come

let said = 'go';
let resting;

// tell says it again, to a service worker that may have come since.
async function tell() {
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.installing?.postMessage(said);
}

function say(word) {
  if (word === said) return;
  said = word;
  void tell();
}

// heed is told when the kernel begins and ends to work.
export function heed(busy) {
  clearTimeout(resting);
  if (busy) say('wait');
  else resting = setTimeout(say, rest, 'go');
}

// keep has the site put by; without that the page needs the network.
export async function keep(address) {
  try {
    const registration = await navigator.serviceWorker.register(address);
    registration.addEventListener('updatefound', tell);
    await tell();
  } catch {
    // such as a host without https
  }
}

addEventListener('pagehide', () => say('go'));
