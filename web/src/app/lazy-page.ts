import { lazyRouteComponent as lazyComponent } from "@tanstack/react-router";
import { loadPart } from "../lib/load-part";

/** The component of a route, loaded when the route is opened. Where that fails, the frame stays, and it can be tried again. */
export const lazyRouteComponent: typeof lazyComponent = (importPage, exportName) =>
  lazyComponent(() => loadPart(importPage), exportName);
