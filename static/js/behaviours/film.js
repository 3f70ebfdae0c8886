// a[data-player]: a film elsewhere. A click opens its player in place; until then nothing is asked of that site.
export function listen(page) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-player]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const player = Object.assign(document.createElement("iframe"), {
      src: link.dataset.player,
      title: link.textContent,
      allow: "fullscreen; picture-in-picture",
      allowFullscreen: true,
      referrerPolicy: "strict-origin-when-cross-origin",
    });
    player.className = "film__player";
    link.replaceWith(player);
    player.focus();
  });
}
