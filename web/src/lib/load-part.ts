/** A part of the page that is loaded when it is needed could not be: there is no network, or the server is away. */
export class PartNotLoaded extends Error {
  override readonly name = "PartNotLoaded";

  constructor() {
    super("Check the connection and try again.");
  }
}

/** Imports a part of the page. After an update of the server its file no longer exists: then the new page is loaded. */
export async function loadPart<Part>(importPart: () => Promise<Part>): Promise<Part> {
  try {
    return await importPart();
  } catch {
    if (await isOutdated()) {
      window.location.reload();
      return new Promise(() => undefined);
    }
    throw new PartNotLoaded();
  }
}

/** Whether the server has another page than the one that is open. */
async function isOutdated(): Promise<boolean> {
  const entry = document.querySelector("script[type=module][src]")?.getAttribute("src");
  try {
    const response = await fetch("/", { cache: "no-store" });
    return response.ok && entry != null && !(await response.text()).includes(entry);
  } catch {
    return false;
  }
}
