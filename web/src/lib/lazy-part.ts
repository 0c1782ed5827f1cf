import { createElement, use, type ComponentType } from "react";
import { loadPart } from "./load-part";

const failed = new Set<() => void>();

/** Lets the parts that could not be loaded be requested again when they are next shown. */
export function forgetFailedParts(): void {
  for (const forget of failed) forget();
  failed.clear();
}

/** A component of a page that is loaded when it is first shown. */
export function lazyPart<Props extends object>(importPart: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loading: Promise<ComponentType<Props>> | null = null;
  const load = () => {
    const started = loadPart(importPart);
    started.catch(() => failed.add(() => (loading = null)));
    return started;
  };
  return function LazyPart(props: Props) {
    loading ??= load();
    return createElement(use(loading), props);
  };
}
