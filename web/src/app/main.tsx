import "./styles";
import { setNonce } from "get-nonce";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { keepFocus } from "./keep-focus";
import { getPageNonce } from "../lib/page-nonce";

const nonce = getPageNonce();
// The scroll lock of open dialogs uses this package, not Mantine's nonce.
if (nonce) setNonce(nonce);

keepFocus();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
