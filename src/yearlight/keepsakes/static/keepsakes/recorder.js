/* What every page that records needs to know of this browser. */

/* What browsers record with, best first: what the server takes, and costs a telephone little. */
const TYPES = {
  sound: ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"],
  video: ["video/webm;codecs=vp8,opus", "video/mp4", "video/webm"],
};

globalThis.recorder = {
  isThere: () => Boolean(globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia),
  /* A recorder of a stream, with the best type that this browser has for a sound or a video. */
  of(stream, kind) {
    const mimeType = TYPES[kind].find((one) => MediaRecorder.isTypeSupported(one));
    return new MediaRecorder(stream, mimeType ? { mimeType } : {});
  },
  end: (stream) => stream.getTracks().forEach((track) => track.stop()),
  clock(seconds) {
    const whole = Math.floor(seconds);
    return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  },
};
