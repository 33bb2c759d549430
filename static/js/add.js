// Adding coverage, made quicker: files can be dropped, and what was chosen is listed with its size.

const drop = document.querySelector("[data-drop]");

if (drop) {
  const input = drop.querySelector("input[type=file]");
  const list = drop.querySelector(".chosen");
  const limit = Number(drop.dataset.limit);
  const archiveLimit = Number(drop.dataset.archiveLimit);
  const holdsMany = /\.(zip|gz|warc|csv|tsv|jsonl|ndjson|jsonlines|jl|json)$/i;
  const limitOf = (file) => holdsMany.test(file.name) ? archiveLimit : limit;
  const most = Number(drop.dataset.most);
  const named = 12;

  function tell() {
    const files = [...input.files];
    const tooLarge = (file) => file.size > limitOf(file) * 1024 * 1024;
    const shown = files.length <= named ? files : [...files.filter(tooLarge), ...files.filter((file) => !tooLarge(file))].slice(0, named);
    const lines = shown.map((file) => {
      const megabytes = file.size / 1024 / 1024;
      const line = document.createElement("li");
      const name = document.createElement("bdi");
      name.textContent = file.name;
      line.append(name, ` · ${megabytes < 0.1 ? `${Math.ceil(file.size / 1024)} kB` : `${megabytes.toFixed(1)} MB`}`);
      if (tooLarge(file)) {
        line.className = "too-large";
        line.append(`: more than ${limitOf(file)} MB, it will be refused. Split it, or raise ${limitOf(file) === limit ? "UPLOAD" : "ARCHIVE"}_LIMIT_MB.`);
      }
      return line;
    });
    const say = (words, isWrong) => {
      const line = document.createElement("li");
      line.textContent = words;
      if (isWrong) line.className = "too-large";
      lines.push(line);
    };
    if (files.length > named) say(`and ${files.length - named} more: ${files.length} files`);
    if (files.length > most) say(`More than ${most} files cannot be sent at once: make a zip of them.`, true);
    list.replaceChildren(...lines);
  }

  drop.querySelector("[data-with-drop]").hidden = false;
  input.addEventListener("change", tell);
  for (const name of ["dragover", "dragenter"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    const all = new DataTransfer();
    [...input.files, ...event.dataTransfer.files].forEach((file) => all.items.add(file));
    input.files = all.files;
    tell();
  });
}
