"use strict";
/* Runs beside the page: hands on the samples of the microphone, half a second at a time, as whole numbers of 16 bits. */
class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.samples = new Int16Array(Math.round(sampleRate / 2));
    this.count = 0;
    this.port.onmessage = () => { this.send(); this.port.postMessage({ end: true }); };
  }
  send() {
    if (this.count) this.port.postMessage({ sound: this.samples.slice(0, this.count).buffer });
    this.count = 0;
  }
  process(inputs) {
    const channel = inputs[0] && inputs[0][0];
    if (!channel) return true;
    for (let index = 0; index < channel.length; index++) {
      this.samples[this.count++] = Math.max(-32768, Math.min(32767, Math.round(channel[index] * 32767)));
      if (this.count === this.samples.length) this.send();
    }
    return true;
  }
}
registerProcessor("capture", Capture);
