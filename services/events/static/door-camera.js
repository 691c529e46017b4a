// Reads QR codes from the camera: with the browser's own detector where there is one, else with jsQR.

const WIDTH = 640;

async function detector() {
  if ("BarcodeDetector" in globalThis) {
    const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (formats.includes("qr_code")) {
      const native = new BarcodeDetector({ formats: ["qr_code"] });
      return async (canvas) => (await native.detect(canvas))[0]?.rawValue;
    }
  }
  return async (canvas, context) => {
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    return globalThis.jsQR(image.data, image.width, image.height, { inversionAttempts: "dontInvert" })?.data;
  };
}

export class Camera {
  constructor(video, found) {
    this.video = video;
    this.found = found;
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d", { willReadFrequently: true });
  }

  get running() {
    return Boolean(this.stream);
  }

  async start() {
    this.detect ??= await detector();
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
    this.video.srcObject = this.stream;
    await this.video.play();
    this.look();
  }

  stop() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.srcObject = null;
  }

  async look() {
    if (!this.stream) return;
    if (this.video.videoWidth) {
      this.canvas.width = WIDTH;
      this.canvas.height = Math.round((WIDTH * this.video.videoHeight) / this.video.videoWidth);
      this.context.drawImage(this.video, 0, 0, this.canvas.width, this.canvas.height);
      const code = await this.detect(this.canvas, this.context).catch(() => null);
      if (code) await this.found(code);
    }
    setTimeout(() => this.look(), 120);
  }
}
