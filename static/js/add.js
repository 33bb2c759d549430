// Adding coverage, made quicker: files and folders can be dropped, and what was chosen is listed
// with its size. A folder gives all files in it and in its folders, but for hidden ones.

const drop = document.querySelector("[data-drop]");

if (drop) {
  const input = drop.querySelector("#id_documents");
  const folder = drop.querySelector("#id_folder");
  const list = drop.querySelector(".chosen");
  const limit = Number(drop.dataset.limit);
  const archiveLimit = Number(drop.dataset.archiveLimit);
  const holdsMany = /\.(zip|gz|warc|csv|tsv|jsonl|ndjson|jsonlines|jl|json)$/i;
  const limitOf = (file) => holdsMany.test(file.name) ? archiveLimit : limit;
  const most = Number(drop.dataset.most);
  const atOnce = Number(drop.dataset.atOnce);
  const named = 12;
  // Of each file in the field, in its order, the path in the folder it came in; "" for one by itself.
  let paths = [];

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
    if (files.reduce((sum, file) => sum + file.size, 0) > atOnce * 1024 * 1024) say(`More than ${atOnce} MB cannot be sent at once: send them in parts, or raise REQUEST_LIMIT_MB.`, true);
    list.replaceChildren(...lines);
  }

  const isHidden = (name) => name.startsWith(".");

  function add(files, pathOf) {
    const all = new DataTransfer();
    [...input.files, ...files].forEach((file) => all.items.add(file));
    paths = [...[...input.files].map((_, n) => paths[n] || ""), ...files.map(pathOf)];
    input.files = all.files;
    tell();
  }

  // A file in a folder is sent with its path, as browsers send it from the folder's own field.
  drop.closest("form").addEventListener("formdata", ({ formData }) => {
    const files = formData.getAll("documents");
    if (!paths.some(Boolean) || files.length !== paths.length) return;
    formData.delete("documents");
    files.forEach((file, n) => formData.append("documents", file, paths[n] || file.name));
  });

  // The files of a dropped file or folder, each with its entry. A folder tells of a hundred at a time, and of none at its end.
  async function filesOf(entry) {
    if (isHidden(entry.name)) return [];
    if (entry.isFile) return [{ entry, file: await new Promise((give, fail) => entry.file(give, fail)) }];
    const reader = entry.createReader();
    const files = [];
    for (;;) {
      const some = await new Promise((give, fail) => reader.readEntries(give, fail));
      if (!some.length || files.length > most) return files;
      for (const one of some) files.push(...(await filesOf(one)));
    }
  }

  drop.querySelector("[data-with-drop]").hidden = false;
  input.addEventListener("change", () => { paths = []; tell(); });
  folder.addEventListener("change", () => {
    const files = [...folder.files].filter((file) => !(file.webkitRelativePath || file.name).split("/").some(isHidden));
    add(files, (file) => file.webkitRelativePath);
    folder.value = "";
  });
  for (const name of ["dragover", "dragenter"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    // Entries can be asked for only now; what is not a file or a folder has none.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.some((entry) => entry.isDirectory)) {
      add([...event.dataTransfer.files], () => "");
      return;
    }
    Promise.all(entries.map(filesOf)).then((found) => {
      const all = found.flat();
      const whole = new Map(all.map(({ entry, file }) => [file, entry.fullPath.slice(1)]));
      add(all.map(({ file }) => file), (file) => whole.get(file));
    }, () => {
      drop.querySelector(".chosen").textContent = "The folder could not be read: make a zip of it.";
    });
  });
}
