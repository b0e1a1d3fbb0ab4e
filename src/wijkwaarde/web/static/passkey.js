/* Asks the browser for a passkey and sends what it says. The form names what is asked: data-passkey, data-options. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = () => {
    const options = JSON.parse(form.dataset.options).publicKey;
    options.challenge = bytes(options.challenge);
    if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
    if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials);
    return { publicKey: options };
  };
  const said = (found) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (found.response[name]) response[name] = text(found.response[name]);
    return { id: found.id, rawId: text(found.rawId), type: found.type, response, clientExtensionResults: found.getClientExtensionResults() };
  };

  if (!window.PublicKeyCredential) {
    form.querySelector("[data-failed]").hidden = false;
    return;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    form.querySelector("[data-failed]").hidden = true;
    try {
      const found = form.dataset.passkey === "make" ? await navigator.credentials.create(asked()) : await navigator.credentials.get(asked());
      form.querySelector("[name=credential]").value = JSON.stringify(said(found));
      form.submit();
    } catch {
      form.querySelector("[data-failed]").hidden = false;
    }
  });
})();
