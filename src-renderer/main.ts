import { mount } from 'svelte';
import './ui/tokens.css';
import './ui/base.css';
import App from './App.svelte';
import { assemble } from './program.ts';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');
mount(App, { target, props: { program: assemble(window) } });
