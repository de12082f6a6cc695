"use strict";
/* Records, and loses nothing: every chunk is kept in the browser's own database until the desk has confirmed that it is on
   the disk. After a reload, or when the connection comes back, what was not confirmed is sent again. */
const Chunks = {
  open() {
    return this.database ||= new Promise((resolve, reject) => {
      const request = indexedDB.open("osteon-desk", 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("chunks", { keyPath: ["recording", "number"] });
        request.result.createObjectStore("recordings", { keyPath: "id" });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  },
  async run(store, mode, work) {
    const database = await this.open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(request && request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  },
  keep: (chunk) => Chunks.run("chunks", "readwrite", (store) => store.put(chunk)),
  drop: (recording, number) => Chunks.run("chunks", "readwrite", (store) => store.delete([recording, number])),
  of: (recording) => Chunks.run("chunks", "readonly", (store) => store.getAll(IDBKeyRange.bound([recording, 0], [recording, 1e9]))),
  recordings: () => Chunks.run("recordings", "readonly", (store) => store.getAll()),
  note: (recording) => Chunks.run("recordings", "readwrite", (store) => store.put(recording)),
  forget: (id) => Chunks.run("recordings", "readwrite", (store) => store.delete(id)),
};

class Recorder {
  /** `changed(state)` is told of each new state of the transcript; `level(0...1)` of the loudness. */
  constructor(encounter, changed, level, status) {
    Object.assign(this, { encounter, changed, level, status });
    this.isSending = false;
  }

  async start() {
    this.stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true } });
    this.audio = new AudioContext();
    await this.audio.audioWorklet.addModule("/assets/capture.js");
    const { id } = await Desk.ask("POST", `/api/encounters/${this.encounter}/recordings`,
      JSON.stringify({ rate: this.audio.sampleRate }));
    this.recording = { id, encounter: this.encounter, ended: false, total: 0 };
    await Chunks.note(this.recording);
    this.node = new AudioWorkletNode(this.audio, "capture");
    this.pending = Promise.resolve();
    this.node.port.onmessage = ({ data }) => {
      if (data.end) return this.ended && this.ended();
      const samples = new Int16Array(data.sound);
      let peak = 0;
      for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
      this.level(peak / 32768);
      const number = this.recording.total++;
      this.pending = this.pending.then(() => Chunks.keep({ recording: id, number, sound: data.sound })).then(() => { this.send(this.recording); });
    };
    this.audio.createMediaStreamSource(this.stream).connect(this.node);
    this.isRecording = true;
  }

  async stop() {
    const end = new Promise((resolve) => { this.ended = resolve; });
    this.node.port.postMessage("end");
    await end;
    await this.pending;
    this.stream.getTracks().forEach((track) => track.stop());
    await this.audio.close();
    this.isRecording = false;
    this.level(0);
    this.recording.ended = true;
    await Chunks.note(this.recording);
    await this.send(this.recording);
  }

  /** Sends what is not confirmed, in order; tries again for as long as it takes. */
  async send(recording) {
    if (this.isSending) { this.isWanted = true; return; }
    this.isSending = true;
    let wait = 250;
    for (;;) {
      try {
        this.isWanted = false;
        for (const chunk of await Chunks.of(recording.id)) {
          const state = await Desk.ask("PUT", `/api/recordings/${recording.id}/chunks/${chunk.number}`, chunk.sound, "application/octet-stream");
          await Chunks.drop(recording.id, chunk.number);
          this.changed(state);
          wait = 250;
        }
        if (this.isWanted) continue;
        if (recording.ended) await this.finish(recording);
        break;
      } catch (error) {
        if (error.status && error.status < 500 && error.status !== 409) { Desk.tell(error.message); break; }
        this.status("no connection: the sound is kept here and sent again");
        await new Promise((resolve) => setTimeout(resolve, wait));
        wait = Math.min(wait * 2, 4000);
      }
    }
    this.isSending = false;
  }

  async finish(recording) {
    let state = await Desk.ask("POST", `/api/recordings/${recording.id}/finish`);
    this.changed(state);
    while (!state.finished) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      state = await Desk.ask("GET", `/api/recordings/${recording.id}`);
      this.changed(state);
    }
    await Chunks.forget(recording.id);
  }

  /** What an earlier page has left: its sound goes to the desk now. */
  async resume() {
    for (const recording of await Chunks.recordings()) {
      if (recording.encounter !== this.encounter) continue;
      recording.ended = true;
      this.status("sending what was recorded before the reload");
      this.resumed && this.resumed(recording.id);
      await this.send(recording);
    }
  }

  async upload(file) {
    const { id } = await Desk.ask("POST", `/api/encounters/${this.encounter}/audio`, file, "application/octet-stream");
    const recording = { id, encounter: this.encounter, ended: true };
    await Chunks.note(recording);
    await this.send(recording);
  }
}
