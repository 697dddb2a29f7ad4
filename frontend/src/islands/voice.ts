/**
 * Calls spoken by the browser, by number only; a chime where it has no Chinese voice. Off until somebody
 * switches it on: browsers let a page make no sound that nobody asked for. Remembered on this device.
 */
const KEY = 'minqing.voice';

export class Voice {
  private sound: AudioContext | null = null;
  on = false;

  constructor() {
    try {
      this.on = localStorage.getItem(KEY) === 'on';
    } catch {
      // No storage: off until it is switched on.
    }
    // Voices come late in some browsers; asking is what loads them.
    window.speechSynthesis?.getVoices();
  }

  switch(on: boolean): void {
    this.on = on;
    try {
      localStorage.setItem(KEY, on ? 'on' : 'off');
    } catch {
      // Remembered for this page only.
    }
    if (!on) window.speechSynthesis?.cancel();
    else this.chime();
  }

  private chinese(): SpeechSynthesisVoice | undefined {
    return window.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith('zh'));
  }

  get speaks(): boolean {
    return this.chinese() !== undefined;
  }

  /** Say a call twice, after a chime; only the chime without a voice for it. */
  say(words: string): void {
    if (!this.on) return;
    this.chime();
    const voice = this.chinese();
    if (!voice) return;
    for (let time = 0; time < 2; time += 1) {
      const spoken = new SpeechSynthesisUtterance(words);
      spoken.voice = voice;
      spoken.lang = voice.lang;
      spoken.rate = 0.9;
      window.speechSynthesis.speak(spoken);
    }
  }

  private chime(): void {
    try {
      this.sound ??= new AudioContext();
      const { sound } = this;
      void sound.resume();
      [880, 660].forEach((pitch, at) => {
        const tone = sound.createOscillator();
        const loud = sound.createGain();
        const begin = sound.currentTime + at * 0.35;
        tone.frequency.value = pitch;
        loud.gain.setValueAtTime(0.2, begin);
        loud.gain.exponentialRampToValueAtTime(0.001, begin + 0.6);
        tone.connect(loud).connect(sound.destination);
        tone.start(begin);
        tone.stop(begin + 0.6);
      });
    } catch {
      // A machine without sound shows the call all the same.
    }
  }
}
